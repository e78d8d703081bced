import asyncio,os,shutil
os.environ["XDG_CONFIG_HOME"]=os.environ["XDG_STATE_HOME"]=__import__("tempfile").mkdtemp(dir="/tmp/clerk")
from tests.tui.test_whole_day import *
from tests.tui.driving import *
ev=[]; D=__import__("tempfile").mkdtemp(dir="/tmp/clerk")
class Fake:
    def press(self,*n): ev.append(("k",n))
    def type(self,t): ev.append(("t",t))
    def paste(self,t): ev.append(("p",t))
class C2(Clerk):
    def _value(self,t):
        ev.append(("at",t.path)); return super()._value(t)
async def main():
    shutil.copy(BLANK,D+"/y.toml")
    c=C2(Fake(),BLANK,load(WANTED).report)
    for s in SECTIONS: c.fill(s)
    bad=0
    async with opened(Path(D+"/y.toml"),NARROW) as f:
        last=[]
        for k,v in ev:
            if k=="at":
                if f.here!=v:
                    print("expected",v,"is",f.here,last[-4:]); bad+=1
                    if bad>3: break
                    f.go(v)
            elif k=="k":
                m={"Enter":"enter","Tab":"tab","Space":"space"}
                await f.keys(*[m[x] for x in v])
            elif k=="t":
                await f.keys(*(x for x in v.replace("\n","\x00").split("\x00"))) if "\n" not in v else await f.paste(v)
            else: await f.paste(v)
            last.append((k,str(v)[:30]))
asyncio.run(main())
