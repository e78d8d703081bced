"""Sections three, eight, nine, ten and eleven in words: what the clerk wrote, under its headings."""

from exporters.wording.blocks import Each, Head, Prose, Say

IMPLEMENTATION = (Prose("lead"), Each("measures", (Head(2, "{heading}"), Prose("text"))))

PERFORMANCE = (Prose("lead"), Each("themes", (Head(2, "{heading}"), Prose("text", before="[{lead}]"))))

PROBLEMS = (Each("problems", (Head(2, "{heading}"), Prose("text"))),)

IMPROVEMENTS = (Prose("lead"), Each("measures", (Head(2, "{heading}"), Prose("text"))))

PUBLICATION = (
    Head(2, "绩效自评结果拟应用"),
    Prose("intro"),
    Each("uses", (Head(3, "{heading}"), Prose("text"))),
    Head(2, "绩效自评结果公开情况"),
    Say("绩效自评报告按照财政部门的要求，在{date}前通过{place}全文公开，接受社会公众监督。"),
    Prose("text"),
)
