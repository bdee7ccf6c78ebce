"""What holds for every test: no network, and where the labelled data may lie."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
# No deadlines: speed is a ratio in benchmarks/, never a timed test. In CI the
# examples are the same in every run; on a developer's machine they are new each time.
settings.register_profile("workbench", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("workbench")

# Dictionaries are made once a checkout, for the processes that tests start as well.
os.environ.setdefault("WORKBENCH_DICTIONARIES", str(ROOT / ".pytest_cache" / "dictionaries"))

LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Refuse any connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in LOCAL:
            pytest.fail(f"a test tried to reach {address[0]}: tests use no network")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    """Find everything anew, whatever the developer's shell asks for."""
    monkeypatch.delenv("WORKBENCH_CACHE", raising=False)


@pytest.fixture
def shared():
    """Return the folder of labelled data beside the project, or skip."""
    if not SHARED.exists():
        pytest.skip("../shared is absent: the labelled data is not part of the project")
    return SHARED


@pytest.fixture
def seed(shared):
    """Return the path of the article that started the project."""
    return shared / "articles" / "blick 2022-04-09.txt"


@pytest.fixture(scope="session")
def sample():
    """Return the sample corpus with what its manifest tells: id, event, copy_of, version_of."""
    import pandas as pd
    import workbench as wb

    articles = wb.read_articles(wb.sample_path())
    manifest = pd.read_csv(wb.sample_path().parent / "articles-manifest.csv", dtype="str")
    keys = manifest["file"].where(~manifest["file"].str.endswith(".csv"), manifest["id"])
    file = articles["source_file"].str.rsplit("/", n=1).str[-1]
    mine = file.where(~file.str.endswith(".csv"), articles["article_id"])
    told = manifest.set_index(keys).loc[mine, ["id", "event", "copy_of", "version_of"]]
    return articles.assign(**{n: told[n].to_numpy() for n in told}).assign(
        article_id=told["id"].to_numpy()
    )


@pytest.fixture
def sheet():
    """Return a sheet of three mentions to be coded."""
    import pandas as pd
    import workbench as wb

    text = "Der Krieg tobt. «Kein Krieg», sagt er. Es bleibt Krieg. "
    mentions = pd.DataFrame(
        {
            "article_id": "a",
            "start": [4, 22, 49],
            "end": [9, 27, 54],
            "label": "Krieg",
            "voice": ["outlet", "direct", "outlet"],
            "stance": ["asserted", "rejected", "asserted"],
        }
    )
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    return wb.sample_mentions(mentions, articles, seed=1)
