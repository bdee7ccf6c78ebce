// What Voilà calls while a page comes in. Its own page has this inline, which our policy forbids.
window.voila_heartbeat = () => {};
window.voila_process = () => {};
window.voila_finish = () => {};
