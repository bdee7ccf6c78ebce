// The last cell has run.
document.getElementById("wb-running")?.remove();
