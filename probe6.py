from tests.tui.test_whole_day import *
class Fake:
    def __getattr__(self,n): return lambda *a,**k: None
c=Clerk(Fake(),BLANK,load(WANTED).report)
for s in SECTIONS:
    a,b=c.moves,c.values
    c.fill(s); print(s,c.moves-a,c.values-b)
print(c.moves,c.values,c.moves/c.values)
c.state.refresh()
for f in c.state.findings: print(f.severity,f.message[:90])
for s in SECTIONS:
    w,g=c.wanted.section(s).content(),c.state.report.section(s).content()
    if w!=g: print(s,"differs")
print(c.state.report.cell(RATE).raw, c.state.report.cell(RATE).error)
w,g=c.wanted.section(2).content(),c.state.report.section(2).content()
def diff(w,g,p=""):
    if isinstance(w,dict) and isinstance(g,dict):
        for k in {**w,**g}: diff(w.get(k),g.get(k),p+"."+k)
    elif isinstance(w,list) and isinstance(g,list):
        if len(w)!=len(g): print(p,len(w),len(g))
        for i,(a,b) in enumerate(zip(w,g)): diff(a,b,p+f".{i}")
    elif w!=g: print(p,repr(w)[:60],repr(g)[:60])
for s in (1,2,4,8): diff(c.wanted.section(s).content(),c.state.report.section(s).content(),str(s))
