"""What the keys do: each action is declared once and feeds the key, the footer and the help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Where = Literal[
    "ever",
    "repair",
    "finding",
    "carried",
    "rows",
    "computed",
    "row",
    "always",
    "exported",
    "findings",
    "history",
    "help",
]


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the form: ``name`` is the method behind it, ``label`` its word in the footer.

    ``key`` is "" for what has none of its own; ``second`` is the key that does it in the list of commands, where a
    browser or a terminal keeps ``key`` to itself. ``where`` says when the footer shows it: inside a list or
    row, on a finding, ...; "ever": at every moment and width; "help": only in the help.
    """

    name: str
    key: str
    key_word: str
    label: str
    help: str
    where: Where = "always"
    second: str = ""

    @property
    def two_strokes(self) -> str:
        """The two keys that do it, as the help names them: ^P F5; "" where there is only one."""
        second = OWN_SECONDS.get(self.name, self.second)
        return f"{_PALETTE.shown} {key_word(second)}" if second else ""

    @property
    def bound(self) -> str:
        """The key that is bound to it; UNUSED for none: the clerk's own key can only take another's place."""
        return self.key or UNUSED

    @property
    def shown(self) -> str:
        """The key that does it, as footer and help name it: the clerk's own where there is one."""
        if self.name in OWN_KEYS:
            return key_word(OWN_KEYS[self.name])
        return (self.key_word if self.key not in KEPT else "") or self.two_strokes or self.key_word


OWN_KEYS: Final[dict[str, str]] = {}
"""Keys from the user's keymap file, by the name of the action; see ``tui.config.keymap``."""

OWN_SECONDS: Final[dict[str, str]] = {}
"""Second strokes from the user's keymap file, by the name of the action."""


KEPT: Final[set[str]] = set()
"""Keys that what the form runs in keeps to itself: their commands are shown with two strokes."""

BY_BROWSERS: Final = frozenset({"ctrl+t", "ctrl+w", "ctrl+n"})
BY_DEEPIN: Final = frozenset({"f1", "f2"})


def kept_keys(*, browser: bool, desktop: str) -> frozenset[str]:
    """The keys that never reach the form in a browser, or in the terminal of the ``desktop`` of that name.

    Chrome opens and closes windows with its three; the terminal of Deepin and UOS has its own help and renames its tab.
    """
    names = desktop.lower().split(":")
    return (BY_BROWSERS if browser else frozenset()) | (
        BY_DEEPIN if not browser and {"deepin", "dde"} & set(names) else frozenset()
    )


def key_word(key: str) -> str:
    """What a key is called: ^S for ctrl+s, F9 for f9."""
    named = {"pagedown": "PgDn", "pageup": "PgUp"}
    return named.get(key) or ("^" + key[5:].upper() if key.startswith("ctrl+") else key.upper())


ACTIONS: Final = (
    Action("help", "f1", "F1", "说明", "本栏的说明和全部按键", "ever", second="f3"),
    Action("next_finding", "f8", "F8", "下一处问题", "到下一处核对结果，可跨部分", "findings"),
    Action("previous_finding", "f7", "F7", "上一条", "到上一处核对结果", "help"),
    Action("repair", "ctrl+r", "^R", "改正", "照核对结果建议的数改正，Ctrl+Z 恢复", "repair"),
    Action(
        "accept",
        "ctrl+t",
        "^T",
        "接受",
        "写明理由，接受这条核对结果；再按撤回；沿用的文字：确认无须改",
        "finding",
        second="f5",
    ),
    Action("confirm_section", "ctrl+k", "^K", "本部分确认", "本部分沿用上年的文字都无须改动，一次确认", "carried"),
    Action("next_to_fill", "", "", "下一个要填的栏", "到下一个必填还没有填的栏，可跨部分", "help", second="f8"),
    Action("save", "ctrl+s", "^S", "保存", "保存草稿", "ever"),
    Action("undo", "ctrl+z", "^Z", "撤销", "撤销上一步，直到打开时的样子", "history"),
    Action("redo", "ctrl+y", "^Y", "重做", "重做刚撤销的一步", "help"),
    Action("sections", "f2", "F2", "目录", "到左边的目录，用 ↑↓ 选部分，回车返回", second="f4"),
    Action("next_section", "pagedown", "PgDn", "下一部分", "下一部分；PgUp 上一部分；长的附表里先翻页"),
    Action("previous_section", "pageup", "PgUp", "上一部分", "上一部分", "help"),
    Action("palette", "ctrl+p", "^P", "找", "找命令、部分、栏目：汉字、数字或拼音首字母"),
    Action("problems", "ctrl+l", "^L", "问题", "全部核对结果，按部分和类别筛选", "findings"),
    Action("add_row", "f5", "F5", "加行", "在列表里加一行", "rows"),
    Action("remove_row", "f6", "F6", "删行", "删去所在的一行，Ctrl+Z 可以恢复", "row"),
    Action("duplicate_row", "ctrl+d", "^D", "复制行", "在下面复制所在的一行", "row"),
    Action("row_up", "ctrl+u", "^U", "上移", "所在的一行上移", "help"),
    Action("row_down", "ctrl+n", "^N", "下移", "所在的一行下移", "help", second="f6"),
    Action("own_value", "f4", "F4", "算/填", "算得的数改为自填，或交还自动算", "computed"),
    Action("preview", "f9", "F9", "预览", "边填边看本部分排出来的样子；再按看全文，再按收起"),
    Action("overview", "f3", "F3", "总览", "各部分填了多少、什么妨碍盖章、支出构成和增减"),
    Action("edit_text", "", "", "整屏写", "长文字铺满屏幕来写，有自己的撤销", "help", second="f12"),
    Action("search", "ctrl+f", "^F", "搜索", "在全文中找文字或数", "help"),
    Action("replace", "", "", "查找替换", "在全文里把一个词换成另一个，先看每一处", "help", second="f2"),
    Action("jump", "ctrl+g", "^G", "跳栏", "给看得见的栏目编号，输入编号就到", "help"),
    Action("back", "ctrl+b", "^B", "回原处", "回到上次跳转之前的地方", "help"),
    Action("explain", "ctrl+o", "^O", "依据", "本栏的数从哪里来、和哪些数有关", "help"),
    Action("unfold", "", "", "展开更多栏", "本部分没有用到的栏目也列出来；再做一次收起", "help", second="f1"),
    Action(
        "take_workbooks",
        "",
        "",
        "导入决算表取数",
        "从 Excel、WPS 的决算公开表取数，看过再取",
        "help",
        second="f9",
    ),
    Action(
        "tie_out",
        "",
        "",
        "与账表、上年核对",
        "逐项与决算公开表、上年的草稿或报告核对：一致、尾差、不符",
        "help",
        second="f10",
    ),
    Action(
        "take_back",
        "",
        "",
        "取回 Word 里的改动",
        "把别人在导出的 Word 里改的取回草稿，批注记下待答复，看过再取",
        "help",
        second="f11",
    ),
    Action("changes", "ctrl+w", "^W", "改动", "与保存的文件、上年的或别的草稿逐项比较", "help", second="f7"),
    Action("export", "ctrl+e", "^E", "导出", "导出 Word 盖章稿、征求意见稿、审阅稿，PDF、Markdown、文本", "ever"),
    Action("open_folder", "f10", "F10", "打开文件夹", "打开刚导出的文件所在的文件夹", "exported"),
    Action("theme", "f12", "F12", "配色", "换深色、浅色、高对比，换了会记住", "help"),
    Action("quit", "ctrl+q", "^Q", "退出", "退出；有未保存的改动时先询问", "ever"),
)
"""In the order of use, in which the help lists them."""

_PALETTE: Final = next(action for action in ACTIONS if action.name == "palette")
"""The list of commands: its key is the first of two strokes."""

UNUSED: Final = "f24"
"""A key that keyboards do not have."""

EVER: Final = tuple(action for action in ACTIONS if action.where == "ever")
"""Help, and how to save, to hand over and to leave: they have their room in the footer before all others."""

FIRST: Final[tuple[Where, ...]] = ("repair", "finding", "carried", "rows", "computed", "row")
"""What only some fields have: of the others, these have room first, in this order."""


def by_rank(actions: Iterable[Action]) -> list[Action]:
    """``actions`` as the footer gives room to them: those of the field, then the others as declared."""
    return sorted(actions, key=lambda action: FIRST.index(action.where) if action.where in FIRST else len(FIRST))


MOVES: Final = (
    ("Enter", "下一栏，跳过算得的栏（刚填的数一算就得的也跳过）和空备注"),
    ("Tab", "下一栏，每一栏都停"),
    ("Shift+Tab", "上一栏"),
    ("↑ ↓", "上一行、下一行"),
    ("空格 ← →", "在选择栏里换一个"),
    ("空格", "在空的数字栏：本单位没有，跳过本组没有的各栏"),
    ("Esc", "撤回光标，放弃弹出的窗口"),
    ("算式", "数字栏里可以写 1240+39.5、=(1+2)*3，离开时换成结果"),
    ("{", "在文字里引用一个数：按名称或拼音首字母选"),
    ("长文字", "直接输入即可；改动后回车是换行，Esc 或 Tab 离开"),
    ("      ", "Ctrl+Home 先到它的开头，Ctrl+End 到末尾，Ctrl+A 全选"),
    ("Ctrl+Home", "到本部分的第一栏，Ctrl+End 到最后一栏"),
    ("粘贴", "从 Excel、WPS 复制的多行多列可直接粘进表格"),
    ("    ", "一列数（前面可以带名称）可粘到上下相连的各栏"),
)
"""Keys of the editors, for the help."""
