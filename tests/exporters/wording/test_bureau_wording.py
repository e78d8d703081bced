"""The outline and the sentences as a file: written, read back, changed, and every fault named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.document import Heading, Paragraph, Table
from exporters.word import writer as word
from exporters.wording import bureau_wording
from exporters.wording.bureau_wording import MAX_BYTES
from exporters.wording.standard import annotated, standard
from exporters.wording.wording_reader import MAX_SECTIONS, WordingError
from model.errors import ZipingError
from tests.exporters.drafts import annexed, reference, small
from tests.exporters.word.test_roundtrip import assert_comes_back
from tests.model.drafting import REFERENCE, ROOT, SAMPLES, SMALL
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.document import Document

TEN = SAMPLES / "ten-heading-wording.toml"


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def wording(*sections: str, top: str = "format = 1\n") -> str:
    return top + "\n".join(sections)


def section(text: str, key: str = "overview", heading: str = "部门概况") -> str:
    named = f'key = "{key}"\n' if key else ""
    return f"[[section]]\n{named}heading = \"{heading}\"\ntext = '''\n{text}\n'''\n"


def said(text: str, key: str = "overview") -> list[str]:
    """The paragraphs that the small bureau's report has in a section of those words."""
    document = compose(small().report, bureau_wording.loads(wording(section(text, key)), "w.toml"))
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)][1:]


def faults(text: str) -> list[str]:
    with pytest.raises(WordingError) as caught:
        bureau_wording.loads(text, "w.toml")
    return str(caught.value).split("\n")


def test_the_standard_wording_comes_back() -> None:
    text = annotated()
    assert bureau_wording.loads(text, "w.toml") == standard()
    assert len(text) < 40_000


def test_written_and_used_unchanged_it_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "提纲.toml"
    assert main(["wording", str(out)]) == 0
    for draft in (reference(), annexed()):
        assert compose(draft.report, bureau_wording.load(out)) == compose(draft.report)


def test_a_windows_editor_may_have_saved_it(tmp_path: Path) -> None:
    out = tmp_path / "提纲.toml"
    out.write_bytes(b"\xef\xbb\xbf" + annotated().replace("\n", "\r\n").encode())
    assert bureau_wording.load(out) == standard()


def test_ten_headings_goals_before_money() -> None:
    document = compose(reference().report, bureau_wording.load(TEN))
    assert headings(document) == [
        "一、部门概况",
        "二、部门整体支出绩效目标完成情况",
        "三、一般公共预算支出情况",
        "四、政府性基金预算支出情况",
        "五、国有资本经营预算支出情况",
        "六、社会保险基金预算支出情况",
        "七、存在的问题及原因分析",
        "八、下一步改进措施",
        "九、绩效自评结果应用和公开情况",
        "十、其他需要说明的情况",
    ]
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text == "长沙市人力资源和社会保障局2022年度没有其他需要说明的情况。"
    assert not [block for block in document.blocks if isinstance(block, Heading) and "资产" in block.text]
    assert_comes_back(document)


def test_export_and_verify_with_it(tmp_path: Path) -> None:
    out = str(tmp_path / "a.docx")
    assert main(["export", str(REFERENCE), "-o", out, "--wording", str(TEN)]) == 0
    assert main(["verify", out, str(REFERENCE), "--wording", str(TEN)]) == 0
    assert main(["verify", out, str(REFERENCE)]) == 1


def test_the_draft_can_name_it(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    text = SMALL.read_text("utf-8")
    draft.write_text(text.replace("year = 2024\n", f'year = 2024\nwording = "{TEN.name}"\n'), "utf-8")
    (tmp_path / TEN.name).write_bytes(TEN.read_bytes())
    out = tmp_path / "a.md"
    assert main(["export", str(draft), "-o", str(out)]) == 0
    assert "## 十、其他需要说明的情况" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("last_year", "typed", "expected"),
    [
        ("1000", "", ["支出增加380.71万元，增加的主要原因是。", "没有填。"]),
        ("1500", "", ["支出减少119.29万元，减少的主要原因是。", "没有填。"]),
        ("1380.71", "", ["支出与上年持平。", "没有填。"]),
        ("1000", "380.71", ["支出增加380.71万元，增加的主要原因是。", "填了增加380.71万元。"]),
        ("", "", ["支出____。", "没有填。"]),
    ],
)
def test_a_direction_can_be_said_without_its_figure_and_only_of_what_was_typed(
    last_year: str, typed: str, expected: list[str]
) -> None:
    report = small().report
    report.set(report.cell("overview.scale.last_year"), last_year)
    report.set(report.cell("overview.scale.change"), typed)
    change = "[{scale.change:增加|减少|}，{scale.change::增加|减少|}的主要原因是|{scale.change::多|少|与上年持平}|____]"
    text = f"支出{change}。\n[填了{{=scale.change:增加|减少}}|没有填]。"
    document = compose(report, bureau_wording.loads(wording(section(text)), "w.toml"))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == expected


def test_a_line_is_a_block() -> None:
    assert said("## 规模\n### 总额\n{@year}年支出{scale.total}。\n### 结构\n基本{scale.basic}。") == [
        "（一）规模",
        "1.总额",
        "2024年支出1,380.71万元。",
        "2.结构",
        "基本798.84万元。",
    ]
    assert said("@组 scale\n  {total}\n@若 none = 是\n  无\n@否则\n  有"[:18]) == ["1,380.71万元"]
    assert said("@若 none = 是\n  没有。\n@否则\n  有{actual}。", "government_funds") == ["有118.60万元。"]
    assert said("@逐项 subordinates\n  {name}[（{remark}）]。") == ["云漪市电子档案备份中心（部门预算合并至馆本级）。"]
    assert said("@文 scale.purpose 方向：")[0].startswith("方向：主要用于保障")


def test_what_stands_around_the_text_is_data_too() -> None:
    frame = """
        title = "{@year}年度{overview.unit}整体支出自评"
        [frame]
        above = ""
        seal = "填报单位：{overview.unit}（公章）"
        attached = "附："
        date = ""
        unit = "（金额单位：{@unit}）"
        own_name = "本部门"
    """
    annex = "[[annex]]\nkey = 'basic_data'\nmark = '表1'\nheading = '基础数据表'\ntext = '{thrift}'\n"
    text = "@表 万元 支出表｜项目｜金额\n  @行 合计｜{scale.total}"
    words = "format = 1\n" + frame + section(text) + annex
    document = compose(annexed().report, bureau_wording.loads(words, "w.toml"))
    assert document.title == ("2024年度云漪市档案馆整体支出自评",)
    assert document.seal_line == "填报单位：云漪市档案馆（公章）"
    assert document.annex_lines == ("附：基础数据表",)
    assert (document.unit, document.date) == ("云漪市档案馆", "")
    assert "（金额单位：万元）" in list(document.lines())


def test_a_file_of_before_that_says_nothing_of_it_is_as_the_standard() -> None:
    assert bureau_wording.loads(wording(section("x")), "w.toml").frame == standard().frame


def test_no_sentence_of_the_report_stands_in_python() -> None:
    rooms = (ROOT / "exporters", ROOT / "exporters" / "wording", ROOT / "exporters" / "plain")
    code = "".join([path.read_text("utf-8") for room in rooms for path in room.glob("*.py")])
    text = "\n".join(line for line in annotated().split("\n") if not line.startswith("#"))
    said = set(re.findall(r"[\u4e00-\u9fff，、；：。（）“”]{6,}", text))
    assert len(said) > 80
    assert [words for words in said if words in code] == []


def test_a_table_of_ones_own() -> None:
    text = "@表 万元 机构表｜名称｜支出\n  @逐项 offices\n    @行 {name}｜\n  @行 合计｜{scale.total}"
    document = compose(small().report, bureau_wording.loads(wording(section(text)), "w.toml"))
    table = document.blocks[-1]
    assert isinstance(table, Table)
    assert (table.caption, table.unit, table.header, table.numeric) == (
        "机构表",
        "单位：万元",
        ("名称", "支出"),
        (False, True),
    )
    assert [run.text for run in table.rows[-1]] == ["合计", "1,380.71"]
    assert table.rows[-1][1].path == "overview.scale.total"
    assert word.content(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (section("{scale.totl}"), "第6行 section.1.text：没有名为“scale.totl”的项，是不是 scale.total？"),
        (section("好。\n\n{nosuchthing}"), "第8行 section.1.text：没有名为“nosuchthing”的项，请对照"),
        (section("好。\n@组 scale\n  {total}\n  {totl}"), "第9行 section.1.text：没有名为“totl”的项，是不是 total？"),
        (section("{@jahr}"), "没有“@jahr”，可用的是 @year、@last、@self"),
        (section("[{scale.total}"), "第6行 section.1.text：“[”没有配对的右括号"),
        (section("{scale.total"), "“{”没有配对的右括号"),
        (section("支出{}"), "“{”后面要写项的名称（在“支出”之后）"),
        (section("支出]"), "多出一个“]”（在“支出”之后）"),
        (section("[" * 20 + "]" * 20), "括号套得太深"),
        (section("{unit:增加|减少}"), "方向词要写两个或三个，并且只用于数"),
        (section("{scale.change:增加}"), "方向词要写两个或三个"),
        (section("{scale.change::}"), "方向词要写两个或三个"),
        (section("{=unit::增加|减少}"), "方向词要写两个或三个，并且只用于数"),
        (section("{staff}"), "“staff”（人员情况）不是一个数或一项文字"),
        (section("{scale/、: x}"), "“scale”（支出规模）不是一个列表"),
        (section("@逐项 office\n  {name}"), "没有名为“office”的项，是不是 offices？"),
        (section("@逐项 scale\n  x"), "不是一个列表"),
        (section("@组 offices\n  x"), "不是一个组"),
        (section("@文 scale.total"), "“scale.total”（支出总额）不是一段文字"),
        (section("@文"), "@文 后面要写项的名称"),
        (section("@若 scale.breakdown_scope = 全部\n  x"), "没有“全部”这个选项，可选：全部基本支出"),
        (section("@若 scale.breakdown_scope\n  x"), "@若 要写成"),
        (section("@若 scale.total = 有\n  x"), "“支出总额”是数，@若 scale.total 后面只能写 = 无"),
        (section("{totl}元，又{totl}元"), "没有名为“totl”的项"),
        (section("x\n@否则\n  x"), "第7行 section.1.text：@否则 前面没有同一缩进的 @若"),
        (section("好。\n    更好。"), "第7行 section.1.text：缩进过多"),
        (section("@逐個 offices\n  x"), "没有“@逐個”这个写法，是不是 @逐项？"),
        (section("##### 五"), "没有“#####”这个写法，是不是 ####？"),
        (section("@行 a｜b"), "@行 只能写在 @表 之下"),
        (section("@表\n  @行 a"), "@表 要写成"),
        (section("@表 万元 标题"), "@表 没有列名时，下面要写 @头、@行"),
        (section("@表 万元\n  @头 a｜b\n  @行 <｜b"), "第一格左边没有格"),
        (section("@表 万元\n  @头 a｜b\n  @行 a｜^{totl}"), "没有名为“totl”的项"),
        (section("@表 万元 标题｜一｜二\n  @行 a"), "@行 有 1 格，表头有 2 列"),
        (section("@表 万元 标题｜一｜二\n  ## a"), "@表 之下只能有"),
        (section("@逐项 offices\n  {subordinates/、: {name}}"), "不是这一行里的列表"),
        (section("x", key="overveiw"), "第3行 section.1.key：草稿里没有名为 overveiw 的部分，是不是 overview？"),
        (section("x", key="basic_data"), "草稿里没有名为 basic_data 的部分"),
        (section("x") + section("x"), "section.2.key：overview 写了两次"),
        (section("x", heading=""), "每个部分要有一行标题"),
        ('[[section]]\nheading = "a"\ntxt = "x"\n', "第4行 section.1.txt：没有名为 txt 的项，是不是 text？"),
        ("[[section]]\nheading = 3\n", "heading 要写成加引号的文字"),
        ("[section]\nheading = 'x'\n", "每部分以 [[section]] 开头"),
        ("titel = 'x'\n" + section("x"), "第2行 titel：没有名为 titel 的项，是不是 title？"),
        ("title = ''\n" + section("x"), "标题要写成文字"),
        ("[[annex]]\nheading = 'x'\n" + section("x"), "附表要写 key"),
        (
            "[[annex]]\nkey = 'basic_data'\nheading = 'x'\neach = 'xs'\n" + section("x"),
            "basic_data 里没有名为 xs 的列表",
        ),
        ("[[annex]]\nkey = 'basic_data'\nheading = '{x}'\n" + section("x"), "annex.1.heading：没有名为“x”的项"),
        ("frame = 1\n" + section("x"), "第2行 frame：这里应是 [frame] 开头的一个表"),
        (section("x") + "[frame]\nseel = 'x'\n", "frame.seel：没有名为 seel 的项，是不是 seal？"),
        (section("x") + "[frame]\nseal = 3\n", "frame.seal：seal 要写成一行加引号的文字"),
        (section("x") + "[frame]\nseal = '{unit}'\n", "frame.seal：没有名为“unit”的项"),
        (section("x") + "[frame]\nunit = '万元'\n", "第9行 frame.unit：unit 里要写 {@unit}，如 单位：{@unit}"),
        ("title = '{x}'\n" + section("x"), "第2行 title：没有名为“x”的项"),
        ("", "至少要有一个 [[section]]"),
        ("[[section]]\nheading = 'x'\n" * (MAX_SECTIONS + 1), f"最多 {MAX_SECTIONS} 个"),
        ("x = [\n", "文件末尾"),
        ("x = 2 3\n", "第2行第7列：值后面有多余的内容"),
    ],
)
def test_a_fault_is_named_with_its_line_and_its_remedy(text: str, expected: str) -> None:
    found = faults(wording(text))
    assert expected in found[0]
    assert len(found) == 1
    assert re.match(r"w\.toml( 第\d+行(（文件末尾）)?)? ?[\w.]*：", found[0])


def test_every_fault_is_named_at_once() -> None:
    found = faults(wording(section("{a}\n{b}"), section("{c}", "assets")))
    assert len(found) == 3


def test_another_format_is_refused() -> None:
    assert "format = 1" in faults(wording(section("x"), top="format = 2\n"))[0]
    assert "format = 1" in faults(wording(section("x"), top=""))[0]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xfe\x00", "不是 UTF-8"),
        (b"#" * (MAX_BYTES + 1), "不像是提纲和句式"),
        (None, "没有这个文件"),
    ],
    ids=["encoding", "size", "missing"],
)
def test_a_file_that_cannot_be_read(
    data: bytes | None, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / "w.toml").write_bytes(data)
    command = ["export", str(SMALL), "-o", str(tmp_path / "a.docx"), "--wording", str(tmp_path / "w.toml")]
    assert main(command) == 2
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()


def test_what_a_clerk_typed_is_never_a_template() -> None:
    draft = small()
    draft.report.set(draft.report.cell("overview.short_name"), "{@year}[x]")
    document = compose(draft.report, bureau_wording.loads(wording(section("{@self}与{short_name}")), "w.toml"))
    paragraph = document.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "{@year}[x]与{@year}[x]"


def test_a_number_that_no_program_can_read_is_one_sentence() -> None:
    with pytest.raises(ZipingError, match="第1行：这个数的位数太多"):
        bureau_wording.loads(f"format = {'1' * 9000}\n", "w.toml")


def test_a_key_of_thousands_of_parts_is_refused_at_once() -> None:
    with pytest.raises(ZipingError, match="第2行：括号或点嵌套太深"):
        bureau_wording.loads(f"format = 1\n{'a.' * 20000}b = 1\n", "w.toml")
