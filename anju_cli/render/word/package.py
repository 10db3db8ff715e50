"""The parts of a Word file that are in each (ECMA-376, parts 1 and 2), and no others.

A template of a library would bring styles, fonts and pictures of its own, of which nothing
is used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from anju_cli.render.word.xml import NAMESPACE

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip knows
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-"
_WORD = f"{_TYPE}officedocument.wordprocessingml"

RELATED = f'xmlns:r="{_OFFICE}"'
"""The namespace in which a part names another by the key it has in ``_PARTS``."""

_PARTS = {"styles": "styles", "settings": "settings", "odd": "footer", "even": "footer"}
"""What the document refers to, and the kind of each."""

_TYPES = {
    "/docProps/core.xml": f"{_TYPE}package.core-properties+xml",
    "/word/document.xml": f"{_WORD}.document.main+xml",
    **{f"/word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in _PARTS.items()},
}

_SETTINGS = (
    f"<w:settings {NAMESPACE}><w:evenAndOddHeaders/>"
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def packed(title: str, parts: Mapping[str, str]) -> bytes:
    """Pack ``parts``, the XML of the document and of what it refers to, by their names.

    The same parts are the same bytes: no clock, no author. ``title`` is XML too.
    """
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        f'"{_TYPE}package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _TYPES.items()
        )
        + "</Types>",
        "_rels/.rels": _relations(
            ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>",
        "word/_rels/document.xml.rels": _relations(
            *((name, f"{_OFFICE}/{kind}", f"{name}.xml") for name, kind in _PARTS.items())
        ),
        "word/settings.xml": _SETTINGS,
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in members.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # not the one that this runs on
            archive.writestr(member, _XML + xml)
    return buffer.getvalue()


def _relations(*relations: tuple[str, str, str]) -> str:
    """Write relations: of each its key, its kind and the part that it leads to."""
    listed = (
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(listed)}</Relationships>'
