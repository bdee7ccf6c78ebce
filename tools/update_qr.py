"""Take workbench/resources/widgets/qr.js over from an unpacked npm package uqr (MIT).

    npm pack uqr@0.1.3 && tar -xzf uqr-0.1.3.tgz && python tools/update_qr.py package

The renderers are left out (one names an address, and modules in a report name none), the rest is
wrapped so that its names stay its own.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "workbench" / "resources" / "widgets" / "qr.js"
END = "function getDataAt("  # renderers follow


def taken_over(package: Path) -> str:
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    licence = re.sub(r" <https?://[^>]+>", "", (package / "LICENSE").read_text(encoding="utf-8"))
    source = (package / "dist" / "index.mjs").read_text(encoding="utf-8").split(END)[0]
    kept = [line.rstrip() for line in source.splitlines() if "://" not in line]
    notice = [f"// {line}".rstrip() for line in licence.strip().splitlines()]
    return "\n".join(
        [
            f"// QR codes: uqr {version} (npm), without its renderers, wrapped so that its names stay its own.",
            "// Taken over by tools/update_qr.py; not edited here.",
            "//",
            *notice,
            "",
            "/** The modules of a QR code: `size`, and `data` as rows of true (dark) and false. */",
            "const qrCode = (() => {",
            *kept,
            '  return (text) => encode(text, { ecc: "L", border: 4 });',
            "})();",
            "",
        ]
    )


if __name__ == "__main__":
    TARGET.write_text(taken_over(Path(sys.argv[1])), encoding="utf-8")
