"""The classroom server: what it opens to a network, and what it says before it runs."""

from workbench.serve.room import furnish_room

OPEN = {  # each address answers to anybody in the network: add one only knowing what it gives away
    "/": "_Index",
    r"/page/([\w.-]+\.ipynb)": "TornadoVoilaHandler",
    r"/workbench/(.*)": "StaticFileHandler",
    r"/api/kernels/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)": "KernelHandler",
    r"/api/kernels/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)/channels": "VoilaKernelWebsocketHandler",
    r"/voila/api/shutdown/([\w-]+)": "_Leave",
    r"/voila/api/themes/(.*)": "ThemesHandler",
    r"/voila/labextensions/(.*)": "FileFindHandler",
    r"/voila/query/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)": "RequestInfoSocketHandler",
    r"/voila/static/(.*)": "MultiStaticFileHandler",
    r"/voila/templates/(.*)": "TemplateStaticFileHandler",
    "/logout": "LogoutHandler",
}


def test_a_new_version_of_voila_opens_no_address_that_we_did_not_look_at(tmp_path):
    room = furnish_room(
        tmp_path, [], lang="de", host="127.0.0.1", port=8866, pool=1, visitors=2, idle=1
    )
    assert room.init_settings().get("handlers", []) == []
    assert {path: handler.__name__ for path, handler, *_ in room.init_handlers()} == OPEN
