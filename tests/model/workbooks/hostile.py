"""Files that ask for far more than they are: made for the tests, each some kilobytes or a few megabytes."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

from tests.model.drafting import DATA
from tests.model.workbooks.accounts import Accounts, Grid, expenditure, write_ods, write_xls, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """An .xlsx file of accounts with one part otherwise."""
    write_xlsx(path, [expenditure(Accounts(), year=2022)])
    parts = parts_of(path)
    parts[name] = change(parts.get(name, b""))
    pack(path, parts)


def sheet(path: Path, data: str, head: str = "", tail: str = "") -> None:
    """An .xlsx file whose first sheet has these rows."""
    text = f'<?xml version="1.0"?><worksheet {MAIN}>{head}<sheetData>{data}</sheetData>{tail}</worksheet>'
    changed(path, "xl/worksheets/sheet1.xml", lambda _: text.encode())


def table(path: Path, rows: str, before: str = "") -> None:
    """An .ods file whose one sheet has these rows."""
    text = (
        f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
        f'xmlns:text="{TEXT}"><office:body><office:spreadsheet><table:table table:name="支出决算表">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    write_ods(path, [expenditure(Accounts())])
    parts = parts_of(path)
    parts["content.xml"] = text.encode()
    pack(path, parts)


BOMB = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";"}{"&a" + str(n - 1) + ";"}">' for n in range(1, 40))
    + "]>"
)
CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def _at(address: str) -> Callable[[Path], None]:
    digits = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return lambda path: sheet(path, f'<row r="{digits}"><c r="{address}"><v>1</v></c></row>')


def _deep(path: Path) -> None:
    sheet(path, "<row>" * 200_000)


def _deep_ods(path: Path) -> None:
    table(path, "<table:table-row-group>" * 200_000)


def _bomb_zip(path: Path) -> None:
    changed(path, "xl/media/a.xml", lambda _: b"0" * 200_000_000)


def _bomb_sheet(path: Path) -> None:
    sheet(path, "<row><c><v>1</v></c></row>" * 4_000_000)


def _lying_size(path: Path) -> None:
    """The directory of the package says that a part is small, and it unfolds to 100 MB."""
    changed(path, "xl/sharedStrings.xml", lambda text: text + b" " * 100_000_000)
    content = path.read_bytes()
    size = (len(parts_of(path)["xl/sharedStrings.xml"])).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))


def _many_strings(path: Path) -> None:
    items = "<si><t>甲</t></si>" * 1_500_000
    changed(path, "xl/sharedStrings.xml", lambda _: f'<?xml version="1.0"?><sst {MAIN}>{items}</sst>'.encode())


def _one_long_string(path: Path) -> None:
    text = f'<?xml version="1.0"?><sst {MAIN}><si><t>{"甲" * 15_000_000}</t></si></sst>'
    changed(path, "xl/sharedStrings.xml", lambda _: text.encode())


def _string_everywhere(path: Path) -> None:
    """A string of 30 KB that a third of a million cells point at."""
    text = f'<?xml version="1.0"?><sst {MAIN} count="1" uniqueCount="1"><si><t>{"甲" * 10_000}</t></si></sst>'
    changed(path, "xl/sharedStrings.xml", lambda _: text.encode())
    parts = parts_of(path)
    pointing = '<c t="s"><v>0</v></c>' * 10
    cells = "".join(f'<row r="{row}">{pointing}</row>' for row in range(1, 35_000))
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>".encode()
    pack(path, parts)


def _styled(path: Path) -> None:
    cells = '<c r="A1" s="1"/>' * 2_500_000
    sheet(path, f'<row r="1">{cells}</row>')


def _styled_100_mb(path: Path) -> None:
    cells = '<c r="XFD1048576" s="1"/>' * 4_300_000
    sheet(path, f'<row r="1">{cells}</row>')


def _wide_merge(path: Path) -> None:
    sheet(
        path,
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        tail='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )


def _many_merges(path: Path) -> None:
    spans = "".join(f'<mergeCell ref="A{n}:Z{n + 300}"/>' for n in range(1, 30_000))
    sheet(path, '<row r="1"><c r="A1"><v>1</v></c></row>', tail=f"<mergeCells>{spans}</mergeCells>")


def _many_columns(path: Path) -> None:
    columns = "".join(f'<col min="1" max="16384" hidden="1" width="{n}"/>' for n in range(100_000))
    sheet(path, '<row r="1"><c r="A1"><v>1</v></c></row>', head=f"<cols>{columns}</cols>")


def _many_sheets(path: Path) -> None:
    grid = Grid("a")
    grid.put(0, 0, "x")
    write_xlsx(path, [grid])
    parts = parts_of(path)
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 30_000))
    parts["xl/workbook.xml"] = f"<workbook {MAIN} {LINKS}><sheets>{sheets}</sheets></workbook>".encode()
    link = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    relations = (
        f'<Relationships {RELATIONS}><Relationship Id="rId1" {link} Target="worksheets/sheet1.xml"/></Relationships>'
    )
    parts["xl/_rels/workbook.xml.rels"] = relations.encode()
    pack(path, parts)


def _entities(path: Path) -> None:
    changed(path, "xl/sharedStrings.xml", lambda text: BOMB.encode() + b"<sst><si><t>&a39;</t></si></sst>")


def _entities_in_sheet(path: Path) -> None:
    body = f"{BOMB}<worksheet {MAIN}><sheetData><row><c t='str'><v>&a39;</v></c></row></sheetData></worksheet>"
    changed(path, "xl/worksheets/sheet1.xml", lambda _: body.encode())


def _entities_in_styles(path: Path) -> None:
    changed(path, "xl/styles.xml", lambda _: BOMB.encode() + b"<styleSheet>&a39;</styleSheet>")


def _outside(path: Path) -> None:
    declared = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    body = f"{declared}<worksheet {MAIN}><sheetData><row><c t='str'><v>&x;</v></c></row></sheetData></worksheet>"
    changed(path, "xl/worksheets/sheet1.xml", lambda _: body.encode())


def _repeated_rows(path: Path) -> None:
    table(path, f'<table:table-row table:number-rows-repeated="1000000000">{CELL}</table:table-row>')


def _repeated_columns(path: Path) -> None:
    cell = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="2000000000"')
    table(path, f"<table:table-row>{cell}</table:table-row>")


def _repeated_both(path: Path) -> None:
    cell = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="630"')
    table(path, f'<table:table-row table:number-rows-repeated="630">{cell}</table:table-row>' * 600)


def _repeated_hidden(path: Path) -> None:
    row = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1000000000"><table:table-cell/>'
    table(path, f"{row}</table:table-row>" * 20_000 + f"<table:table-row>{CELL}</table:table-row>")


def _repeated_blank_before(path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    table(path, f"{blank}<table:table-row>{CELL}</table:table-row>")


def _negative(path: Path) -> None:
    table(path, f'<table:table-row table:number-rows-repeated="-5">{CELL}</table:table-row>')


def _huge_number(path: Path) -> None:
    table(path, f'<table:table-row table:number-rows-repeated="{"9" * 4000}">{CELL}</table:table-row>')


def _span_ods(path: Path) -> None:
    cell = CELL.replace(
        "<table:table-cell",
        '<table:table-cell table:number-rows-spanned="1000000" table:number-columns-spanned="16384"',
    )
    table(path, f"<table:table-row>{cell}</table:table-row>" * 2000)


def _entities_ods(path: Path) -> None:
    table(path, "<table:table-row><table:table-cell><text:p>&a39;</text:p></table:table-cell></table:table-row>", BOMB)


def _big_ods(path: Path) -> None:
    table(path, f"<table:table-row>{CELL * 10}</table:table-row>" * 60_000)


def _torn(path: Path) -> None:
    write_xlsx(path, [expenditure(Accounts())])
    path.write_bytes(path.read_bytes()[:3000])


def _torn_end(path: Path) -> None:
    write_xlsx(path, [expenditure(Accounts())])
    path.write_bytes(path.read_bytes()[:-200])


def _torn_xls(path: Path) -> None:
    write_xls(path, [expenditure(Accounts())])
    path.write_bytes(path.read_bytes()[:2500])


def _noisy_xls(path: Path) -> None:
    """The records of an .xls file with bytes changed at random: lengths and counts that are none."""
    dice = random.Random(16)
    write_xls(path, [expenditure(Accounts())])
    content = bytearray(path.read_bytes())
    for _ in range(400):
        content[dice.randrange(512, len(content))] = dice.randrange(256)
    path.write_bytes(bytes(content))


def _sectors(path: Path) -> None:
    """An .xls file whose table of sectors goes round in a circle."""
    write_xls(path, [expenditure(Accounts())])
    content = bytearray(path.read_bytes())
    first = int.from_bytes(content[76:80], "little")
    at = 512 * (first + 1)
    for number in range(0, 512, 4):
        content[at + number : at + number + 4] = (1).to_bytes(4, "little")
    path.write_bytes(bytes(content))


def _password_xlsx(path: Path) -> None:
    path.write_bytes((DATA / "encrypted.xlsx").read_bytes())


def password_xls(path: Path) -> None:
    """An .xls file whose records say that all that follows is encrypted."""
    import xlwt
    from xlwt import CompoundDoc

    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("支出").write(0, 0, "支出决算表")
    data = book.get_biff_data()
    opening = 4 + int.from_bytes(data[2:4], "little")
    locked = (0x2F).to_bytes(2, "little") + (54).to_bytes(2, "little") + b"\x01\x00\x01\x00\x01\x00" + b"\x11" * 48
    with path.open("wb") as file:
        CompoundDoc.XlsDoc().save(file, data[:opening] + locked + b"\x5a" * (len(data) - opening))


def _nested_zip(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a", b"0" * 50_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(200):
            package.writestr(f"{number}.zip", inner.getvalue())


def _many_parts(path: Path) -> None:
    changed(path, "xl/a.xml", lambda _: b"")
    parts = parts_of(path)
    parts |= {f"xl/worksheets/x{number}.xml": b"<a/>" for number in range(20_000)}
    pack(path, parts)


def _names_itself(path: Path) -> None:
    """Sheets whose part is the workbook's own."""
    changed(path, "xl/_rels/workbook.xml.rels", lambda text: text.replace(b"worksheets/sheet1.xml", b"workbook.xml"))


def _away(path: Path) -> None:
    changed(path, "xl/_rels/workbook.xml.rels", lambda text: text.replace(b"worksheets/", b"../../../../etc/"))


def _twice(path: Path) -> None:
    """Two parts of one name, of which each reader takes another."""
    import warnings

    write_xlsx(path, [expenditure(Accounts(), year=2022)])
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")
        package.writestr("xl/worksheets/sheet1.xml", _far_sheet())


def _far_sheet() -> str:
    return f'<worksheet {MAIN}><sheetData><row r="60000"><c r="BBZ60000"><v>1</v></c></row></sheetData></worksheet>'


def _single_quotes(path: Path) -> None:
    sheet(path, "<row r='60000'><c r='BBZ60000'><v>1</v></c></row>")


def _prefixed(path: Path) -> None:
    body = (
        f'<x:worksheet xmlns:x="{MAIN[7:-1]}"><x:sheetData><x:row r="60000"><x:c r="BBZ60000"><x:v>1</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    changed(path, "xl/worksheets/sheet1.xml", lambda _: body.encode())


def _utf16(path: Path) -> None:
    """A sheet in another encoding, which no search for tags sees through."""
    text = f'<?xml version="1.0" encoding="utf-16"?>{_far_sheet()}'
    changed(path, "xl/worksheets/sheet1.xml", lambda _: text.encode("utf-16"))


def _far_extent(path: Path) -> None:
    sheet(path, '<row r="1"><c r="A1"><v>1</v></c></row>', head='<dimension ref="A1:XFD1048576"/>')


def _shared_index(path: Path) -> None:
    sheet(path, '<row r="1"><c r="A1" t="s"><v>4294967295</v></c><c r="B1" t="s"><v>-1</v></c></row>')


def _no_addresses(path: Path) -> None:
    sheet(path, f"<row>{'<c><v>1</v></c>' * 20_000}</row>")


def _many_rows(path: Path) -> None:
    sheet(path, "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 40_000)))


# By name: what makes the file, and how it ends.
FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "cell-bbz60000": (_at("BBZ60000"), ".xlsx"),
    "cell-xfd1048576": (_at("XFD1048576"), ".xlsx"),
    "cell-zzz1048576": (_at("ZZZ1048576"), ".xlsx"),
    "cell-a4294967295": (_at("A4294967295"), ".xlsx"),
    "cell-a0": (_at("A0"), ".xlsx"),
    "single-quotes": (_single_quotes, ".xlsx"),
    "prefixed": (_prefixed, ".xlsx"),
    "utf16": (_utf16, ".xlsx"),
    "far-extent": (_far_extent, ".xlsx"),
    "rows-far-right": (_many_rows, ".xlsx"),
    "no-addresses": (_no_addresses, ".xlsx"),
    "shared-index": (_shared_index, ".xlsx"),
    "deep": (_deep, ".xlsx"),
    "deep-ods": (_deep_ods, ".ods"),
    "zip-bomb": (_bomb_zip, ".xlsx"),
    "sheet-bomb": (_bomb_sheet, ".xlsx"),
    "lying-size": (_lying_size, ".xlsx"),
    "many-strings": (_many_strings, ".xlsx"),
    "long-string": (_one_long_string, ".xlsx"),
    "string-everywhere": (_string_everywhere, ".xlsx"),
    "styled": (_styled, ".xlsx"),
    "styled-100-mb": (_styled_100_mb, ".xlsx"),
    "wide-merge": (_wide_merge, ".xlsx"),
    "many-merges": (_many_merges, ".xlsx"),
    "many-columns": (_many_columns, ".xlsx"),
    "many-sheets": (_many_sheets, ".xlsx"),
    "many-parts": (_many_parts, ".xlsx"),
    "nested-zip": (_nested_zip, ".xlsx"),
    "part-twice": (_twice, ".xlsx"),
    "names-itself": (_names_itself, ".xlsx"),
    "points-away": (_away, ".xlsx"),
    "entities": (_entities, ".xlsx"),
    "entities-in-sheet": (_entities_in_sheet, ".xlsx"),
    "entities-in-styles": (_entities_in_styles, ".xlsx"),
    "entity-outside": (_outside, ".xlsx"),
    "entities-ods": (_entities_ods, ".ods"),
    "repeated-rows": (_repeated_rows, ".ods"),
    "repeated-columns": (_repeated_columns, ".ods"),
    "repeated-both": (_repeated_both, ".ods"),
    "repeated-hidden": (_repeated_hidden, ".ods"),
    "repeated-blank-before": (_repeated_blank_before, ".ods"),
    "negative-repeat": (_negative, ".ods"),
    "huge-number": (_huge_number, ".ods"),
    "spans-ods": (_span_ods, ".ods"),
    "big-ods": (_big_ods, ".ods"),
    "torn": (_torn, ".xlsx"),
    "torn-end": (_torn_end, ".xlsx"),
    "torn-xls": (_torn_xls, ".xls"),
    "noisy-xls": (_noisy_xls, ".xls"),
    "circle-xls": (_sectors, ".xls"),
    "password-xlsx": (_password_xlsx, ".xlsx"),
    "password-xls": (password_xls, ".xls"),
}
