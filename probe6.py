from tests.tui.test_whole_day import *
class Fake:
    def __getattr__(self,n): return lambda *a,**k: None
c=Clerk(Fake(),BLANK,load(WANTED).report)
for s in SECTIONS: c.fill(s)
print(c.moves,c.values)
r=c.state.report
c.state.session.type(r.cell(RATE),RIGHT); c.state.session.type(r.cell(CLASSES),c.wanted.cell(CLASSES).raw)
for s in SECTIONS:
    for cell in c.wanted.section(s).cells():
        if not cell.path.startswith(THEMES):
            mine=r.cell(cell.path)
            if isinstance(cell.field,Number):
                if mine.figure!=cell.figure: print(cell.path,mine.figure,cell.figure,mine.state,cell.state)
            elif mine.raw!=cell.raw: print(cell.path,mine.raw,cell.raw)
