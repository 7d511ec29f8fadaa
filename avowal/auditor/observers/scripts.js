// Runs before any script of the page, in every frame. It attributes (who did it); the browser's own events prove.
(() => {
  "use strict";
  const name = "__BINDING__";
  const tell = window[name];
  if (typeof tell !== "function") return;
  try { delete window[name]; } catch { /* a page sees one more global */ }

  const seen = new Set();
  const CAP = 600;
  const split = String.prototype.split, exec = RegExp.prototype.exec;
  let busy = false;
  const stackOf = () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 30;
    const lines = split.call(String(new Error().stack), "\n");
    Error.stackTraceLimit = limit;
    for (const line of lines) {
      const found = exec.call(/((?:https?|blob|data):[^\s)]+?):(\d+):(\d+)\)?$/, line);
      if (found) return `${found[1].slice(0, 300)}:${found[2]}:${found[3]}`;
    }
    return "";
  };
  const note = (kind, detail, more) => {
    if (busy) return;
    busy = true;
    try {
      const script = stackOf();
      const key = kind + "\u0000" + detail + "\u0000" + script;
      if (seen.size >= CAP || (seen.has(key) && !more)) return;
      seen.add(key);
      const told = tell(JSON.stringify({ kind, detail: String(detail).slice(0, 4000), script, frame: location.href,
        at: Date.now(), ...(more || {}) }));
      if (told && told.catch) told.catch(() => {});
    } catch { /* the page must not notice */ } finally { busy = false; }
  };
  const wrap = (owner, method, before, after) => {
    const original = owner && owner[method];
    if (typeof original !== "function") return;
    const wrapped = { [method](...args) {
      try { before && before(this, args); } catch { /* never in the page's way */ }
      const result = Reflect.apply(original, this, args);
      try { after && after(this, args, result); } catch { /* likewise */ }
      return result;
    } }[method];
    try { Object.defineProperty(owner, method, { ...Object.getOwnPropertyDescriptor(owner, method), value: wrapped }); }
    catch { /* not ours to change */ }
  };
  const getter = (owner, property, before) => {
    const found = owner && Object.getOwnPropertyDescriptor(owner, property);
    if (!found || !found.get || !found.configurable) return;
    const read = found.get;
    const wrapped = { get [property]() { try { before(this); } catch { /* never in the page's way */ } return read.call(this); } };
    Object.defineProperty(owner, property, { ...found, get: Object.getOwnPropertyDescriptor(wrapped, property).get });
  };
  const proto = (constructor) => window[constructor] && window[constructor].prototype;

  // -- long timers are brought near, in their order --
  const near = (delay) => (delay > 1000 ? 1000 + (delay - 1000) / 50 : delay);
  let due = 0;
  for (const timer of ["setTimeout", "setInterval"]) {
    const original = window[timer];
    window[timer] = { [timer](handler, delay, ...rest) {
      const wait = near(Number(delay) || 0);
      if (wait <= 2500) due = Math.max(due, performance.now() + wait);
      return original.call(this === undefined ? window : this, handler, wait, ...rest);
    } }[timer];
  }
  Object.defineProperty(window, Symbol.for(name), { value: () => Math.max(0, due - performance.now()) });

  // -- canvas, WebGL, audio, fonts --
  const drawn = new WeakMap();
  const mark = (canvas, what) => canvas && drawn.set(canvas, new Set([...(drawn.get(canvas) || []), what]));
  const suspicious = (canvas) => {
    const marks = drawn.get(canvas) || new Set();
    if (marks.has("text")) return "after writing text on it";
    if (marks.has("webgl")) return "of a WebGL drawing";
    if (marks.has("shape") && !(canvas instanceof HTMLCanvasElement && canvas.isConnected)) return "of a hidden drawing";
    return null;
  };
  const readback = (how) => (self) => {
    const canvas = self.canvas || self;
    const why = suspicious(canvas);
    if (why && canvas.width * canvas.height >= 100) note("canvas-read", `${how} ${why}`);
  };
  for (const context of ["CanvasRenderingContext2D", "OffscreenCanvasRenderingContext2D"]) {
    for (const method of ["fillText", "strokeText"]) wrap(proto(context), method, (self) => mark(self.canvas, "text"));
    for (const method of ["fillRect", "fill", "stroke", "strokeRect", "arc"])
      wrap(proto(context), method, (self) => mark(self.canvas, "shape"));
    wrap(proto(context), "getImageData", readback("getImageData"));
    const fonts = new Set();
    wrap(proto(context), "measureText", (self) => {
      fonts.add(self.font);
      if (fonts.size === 30) note("font-probe", "measured text in 30 different fonts");
    });
  }
  wrap(proto("HTMLCanvasElement"), "toDataURL", readback("toDataURL"));
  wrap(proto("HTMLCanvasElement"), "toBlob", readback("toBlob"));
  wrap(proto("OffscreenCanvas"), "convertToBlob", readback("convertToBlob"));
  for (const context of ["WebGLRenderingContext", "WebGL2RenderingContext"]) {
    for (const method of ["drawArrays", "drawElements"]) wrap(proto(context), method, (self) => mark(self.canvas, "webgl"));
    wrap(proto(context), "readPixels", () => note("webgl-read", "readPixels"));
    wrap(proto(context), "getParameter", (self, [which]) => {
      if (which === 37445 || which === 37446) note("webgl-read", "name of the graphics card");
    });
  }
  for (const context of ["OfflineAudioContext", "BaseAudioContext"])
    wrap(proto(context), "createDynamicsCompressor", (self) => {
      if (self instanceof OfflineAudioContext) note("audio-read", "an offline audio rendering");
    });
  wrap(proto("OfflineAudioContext"), "startRendering", () => note("audio-read", "an offline audio rendering"));
  if (window.FontFaceSet) {
    let asked = new Set();
    wrap(FontFaceSet.prototype, "check", (self, [font]) => {
      asked.add(String(font));
      if (asked.size === 30) note("font-probe", "asked for 30 different fonts");
    });
  }

  const drawnIn = new Set();
  const measured = (self) => {
    const family = self.style && self.style.fontFamily;
    if (!family || drawnIn.has(family)) return;
    drawnIn.add(family);
    if (drawnIn.size === 30) note("font-probe", "measured text in 30 different fonts");
  };
  for (const size of ["offsetWidth", "offsetHeight"]) getter(proto("HTMLElement"), size, measured);
  wrap(proto("Element"), "getBoundingClientRect", measured);

  // -- traits: harmless one by one, a fingerprint together; who reads them is asked a few times for each --
  const asked = new Map();
  const trait = (name) => {
    const times = asked.get(name) || 0;
    if (times >= 8 || busy) return;
    asked.set(name, times + 1);
    note("trait", name);
  };
  const TRAITS = {
    Screen: ["width", "height", "availWidth", "availHeight", "availLeft", "availTop", "colorDepth", "pixelDepth", "orientation"],
    Navigator: ["userAgent", "appVersion", "platform", "language", "languages", "hardwareConcurrency", "deviceMemory",
      "maxTouchPoints", "plugins", "mimeTypes", "vendor", "productSub", "oscpu", "cookieEnabled", "doNotTrack", "pdfViewerEnabled",
      "webdriver", "connection", "userAgentData", "keyboard"],
    NavigatorUAData: ["brands", "mobile", "platform"],
    NetworkInformation: ["effectiveType", "downlink", "rtt", "saveData", "type"],
    Performance: ["memory"],
    BaseAudioContext: ["sampleRate"],
    AudioContext: ["baseLatency", "outputLatency"],
  };
  for (const [owner, names] of Object.entries(TRAITS))
    for (const name of names) getter(proto(owner), name, () => trait(`${owner.toLowerCase()}.${name}`));
  getter(window, "devicePixelRatio", () => trait("screen.devicePixelRatio"));
  wrap(Date.prototype, "getTimezoneOffset", () => trait("timezone"));
  wrap(Intl.DateTimeFormat.prototype, "resolvedOptions", () => trait("timezone"));
  wrap(proto("SpeechSynthesis"), "getVoices", () => trait("voices"));
  wrap(proto("HTMLMediaElement"), "canPlayType", () => trait("media types"));
  wrap(proto("StorageManager"), "estimate", () => trait("storage quota"));
  wrap(proto("Keyboard"), "getLayoutMap", () => trait("keyboard layout"));
  wrap(proto("MediaCapabilities"), "decodingInfo", () => trait("media capabilities"));
  for (const context of ["WebGLRenderingContext", "WebGL2RenderingContext"])
    for (const method of ["getSupportedExtensions", "getShaderPrecisionFormat", "getContextAttributes", "getExtension"])
      wrap(proto(context), method, () => trait("webgl"));
  const MEDIA = /color-gamut|inverted-colors|forced-colors|prefers-|dynamic-range|monochrome|pointer|hover|resolution/;
  wrap(window, "matchMedia", (self, [query]) => { if (MEDIA.test(String(query))) trait(`media ${MEDIA.exec(String(query))[0]}`); });

  // -- permissions: asked for, and looked up --
  const ask = (owner, method, what) => wrap(owner, method, (self, args) => {
    const name = typeof what === "function" ? what(args) : what;
    if (name) note("permission-ask", name);
  });
  wrap(proto("Permissions"), "query", (self, [which]) => {
    const name = String((which || {}).name);
    note("permission-query", name);
    trait("permissions");
  });
  ask(window.Notification, "requestPermission", "notifications");
  for (const method of ["getCurrentPosition", "watchPosition"]) ask(proto("Geolocation"), method, "geolocation");
  ask(proto("MediaDevices"), "getUserMedia", ([which]) =>
    ["audio", "video"].filter((one) => which && which[one]).map((one) => one === "audio" ? "microphone" : "camera").join(" and "));
  ask(proto("MediaDevices"), "getDisplayMedia", "screen");
  for (const method of ["read", "readText"]) ask(proto("Clipboard"), method, "clipboard-read");
  ask(proto("Navigator"), "requestMIDIAccess", "midi");
  ask(proto("StorageManager"), "persist", "persistent-storage");
  ask(proto("PushManager"), "subscribe", "push");
  ask(proto("Document"), "requestStorageAccess", "storage-access");
  for (const [api, method] of [["Bluetooth", "requestDevice"], ["USB", "requestDevice"], ["HID", "requestDevice"], ["Serial", "requestPort"]])
    ask(proto(api), method, api.toLowerCase());
  for (const event of ["DeviceMotionEvent", "DeviceOrientationEvent"]) ask(window[event], "requestPermission", "motion");
  ask(window.IdleDetector, "requestPermission", "idle-detection");
  ask(window, "queryLocalFonts", "local-fonts");

  // -- the machine and its sensors --
  wrap(proto("Sensor"), "start", (self) => note("sensor-read", self.constructor.name));
  wrap(window, "queryLocalFonts", () => note("font-probe", "asked for the list of fonts"));
  wrap(proto("Navigator"), "getBattery", () => note("device-read", "battery"));
  wrap(proto("MediaDevices"), "enumerateDevices", () => note("device-read", "list of cameras and microphones"));
  wrap(proto("MediaDevices"), "getUserMedia", () => note("sensor-read", "camera or microphone"));
  wrap(proto("NavigatorUAData"), "getHighEntropyValues", () => note("device-read", "detailed browser and device model"));
  wrap(proto("Geolocation"), "getCurrentPosition", () => note("sensor-read", "position"));
  wrap(proto("Geolocation"), "watchPosition", () => note("sensor-read", "position"));
  for (const method of ["read", "readText"]) wrap(proto("Clipboard"), method, () => note("clipboard-read", method));
  wrap(proto("DataTransfer"), "getData", () => {
    if (window.event && window.event.type === "paste") note("clipboard-read", "a paste");
  });
  if (window.RTCPeerConnection) {
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = new Proxy(Original, { construct(target, args, made) {
      const servers = ((args[0] || {}).iceServers || []).flatMap((one) => one.urls || one.url || []);
      note("device-read", "network addresses by WebRTC " + servers.join(" "), { servers });
      return Reflect.construct(target, args, made);
    } });
  }

  // -- cookies --
  const jar = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  const literal = (value) => value instanceof RegExp ? value.source : typeof value === "string" ? value : "";
  let reading = 0;
  if (jar && jar.configurable) Object.defineProperty(Document.prototype, "cookie", {
    ...jar,
    get() {
      const value = jar.get.call(this);
      if (!hooked) hookLookups();
      reading = 40;
      note("cookie-read", "document.cookie");
      return value;
    },
    set(line) {
      note("cookie-write", String(line), {});
      jar.set.call(this, line);
    },
  });
  // Which names a script looks for in the cookie string; hooked only once cookies are read, since it slows every match.
  let hooked = false;
  const lookup = (self, [what]) => {
    if (busy || reading <= 0) return;
    reading -= 1;
    const text = literal(what);
    if (text.length > 2) note("cookie-lookup", text.slice(0, 120));
  };
  const hookLookups = () => {
    hooked = true;
    for (const method of ["indexOf", "includes", "startsWith", "match", "matchAll", "search", "split", "endsWith"])
      wrap(String.prototype, method, lookup);
    wrap(RegExp.prototype, "exec", (self) => lookup(null, [self]));
  };
  if (window.CookieStore) {
    wrap(CookieStore.prototype, "getAll", (self, [which]) => which === undefined
      ? note("cookie-list", "cookieStore.getAll()")
      : note("cookie-named-read", typeof which === "string" ? which : String(which.name)));
    wrap(CookieStore.prototype, "get", (self, [which]) =>
      note("cookie-named-read", typeof which === "string" ? which : String((which || {}).name)));
    wrap(CookieStore.prototype, "set", (self, [first, second]) => {
      const asked = typeof first === "string" ? { name: first, value: second } : first || {};
      const expires = asked.expires ? `; Expires=${new Date(Number(asked.expires)).toUTCString()}` : "";
      note("cookie-write", `${asked.name}=${asked.value}${expires}`, {});
    });
  }

  // -- storage: the areas are handed out behind a proxy, so that for-in and Object.keys are seen too --
  const raw = new WeakMap();
  const unwrap = (value) => raw.get(value) || value;
  for (const method of ["getItem", "setItem", "removeItem", "key", "clear"]) {
    const original = Storage.prototype[method];
    Storage.prototype[method] = { [method](...args) {
      const area = unwrap(this);
      const which = area === areas.localStorage ? "local" : "session";
      if (method === "getItem") note("storage-read", `${which} ${args[0]}`);
      if (method === "setItem") note("storage-write", `${which} ${args[0]}`);
      if (method === "key") note("storage-list", `${which}Storage.key()`);
      return Reflect.apply(original, area, args);
    } }[method];
  }
  const areas = {};
  for (const area of ["localStorage", "sessionStorage"]) {
    const which = area === "localStorage" ? "local" : "session";
    const descriptor = Object.getOwnPropertyDescriptor(window, area);
    if (!descriptor || !descriptor.configurable) continue;
    let proxy = null;
    Object.defineProperty(window, area, { ...descriptor, get() {
      const target = descriptor.get.call(this);
      areas[area] = target;
      if (proxy) return proxy;
      proxy = new Proxy(target, {
        get(object, key) {
          if (typeof key === "symbol") return Reflect.get(object, key);
          if (key in Storage.prototype) {
            const value = Reflect.get(object, key);
            return typeof value === "function" ? value.bind(object) : value;
          }
          note("storage-read", `${which} ${key}`);
          return Reflect.get(object, key);
        },
        set(object, key, value) { note("storage-write", `${which} ${String(key)}`); return Reflect.set(object, key, value); },
        ownKeys(object) { note("storage-list", `the keys of ${area}`); return Reflect.ownKeys(object); },
      });
      raw.set(proxy, target);
      return proxy;
    } });
  }
  wrap(proto("IDBFactory"), "open", (self, [key]) => note("storage-write", `indexed ${key}`));
  wrap(proto("IDBFactory"), "databases", () => note("storage-list", "indexedDB.databases()"));
  wrap(proto("CacheStorage"), "open", (self, [key]) => note("storage-write", `cache ${key}`));
  wrap(proto("CacheStorage"), "keys", () => note("storage-list", "caches.keys()"));

  // -- who listens to keys, mouse and clipboard --
  const HEARD = new Set(["keydown", "keyup", "keypress", "input", "beforeinput", "change", "paste", "copy", "cut", "mousemove",
    "pointermove", "mousedown", "mouseup", "click", "scroll", "wheel", "touchstart", "touchmove", "selectionchange", "submit"]);
  const WATCHED = new Set(["keydown", "keyup", "keypress", "input", "beforeinput", "paste", "copy", "cut", "mousemove",
    "pointermove", "devicemotion", "deviceorientation", "touchmove"]);
  const FIELD = "input, textarea, select, [contenteditable]";
  const target = (self) => {
    if (self === window) return "window";
    if (self === document) return "document";
    if (!self || !self.tagName) return "page";
    const tag = self.tagName.toLowerCase();
    if (tag === "body" || tag === "html") return tag;
    if (self.matches(FIELD)) return `${tag} ${self.name || self.id || ""}`.trim();
    const fields = document.querySelectorAll(FIELD);
    return fields.length && [...fields].every((one) => self.contains(one)) ? "everything" : tag;
  };
  const hears = (type, self) => HEARD.has(type) && note("hears", `${type} ${target(self)}`);
  wrap(EventTarget.prototype, "addEventListener", (self, [type]) => {
    hears(type, self === undefined || self === null ? window : self);
    if (!WATCHED.has(type)) return;
    if (type.startsWith("device")) note("sensor-read", type);
    else note("listener", `${type} on ${target(self === undefined ? window : self)}`);
  });
  for (const type of [...HEARD])
    for (const owner of [window, Document.prototype, Element.prototype, HTMLElement.prototype]) {
      const property = Object.getOwnPropertyDescriptor(owner, `on${type}`);
      if (!property || !property.configurable || !property.set) continue;
      Object.defineProperty(owner, `on${type}`, { ...property, set(handler) {
        if (handler) hears(type, this);
        if (handler && WATCHED.has(type)) note("listener", `${type} on ${target(this)}`);
        property.set.call(this, handler);
      } });
    }

  wrap(proto("MutationObserver"), "observe", (self, [watched, options]) => {
    const whole = watched === document || watched === document.documentElement || watched === document.body;
    if (whole && options && options.subtree) note("changes-watched", "every change of the document");
  });

  // -- what scripts hand over to be sent --
  const hand = (channel, url, body) => {
    const script = stackOf();
    const send = (text, more) => note("sent", channel,
      { script, url: new URL(String(url), location.href).href, body: text.slice(0, 65536), ...(more || {}) });
    const bytes = (buffer) => {
      const view = ArrayBuffer.isView(buffer) ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) : new Uint8Array(buffer);
      let text = "";
      for (const byte of view.subarray(0, 65536)) text += String.fromCharCode(byte);
      send(text, { bytes: true });
    };
    if (body == null || typeof body === "string") send(body || "");
    else if (body instanceof URLSearchParams) send(String(body));
    else if (body instanceof FormData) send(new URLSearchParams([...body].filter(([, v]) => typeof v === "string")).toString());
    else if (body instanceof Blob) body.arrayBuffer().then(bytes, () => {});
    else if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) bytes(body);
  };
  wrap(proto("Navigator"), "sendBeacon", (self, [url, body]) => hand("beacon", url, body));
  wrap(window, "fetch", (self, [what, options]) => {
    if (options && options.body != null) hand("fetch", what && what.url ? what.url : what, options.body);
    else if (window.Request && what instanceof Request && what.body)
      what.clone().blob().then((body) => hand("fetch", what.url, body), () => {});
  });
  const opened = new WeakMap();
  wrap(proto("XMLHttpRequest"), "open", (self, [, url]) => opened.set(self, url));
  wrap(proto("XMLHttpRequest"), "send", (self, [body]) => { if (body != null) hand("xhr", opened.get(self), body); });
  wrap(proto("RTCDataChannel"), "send", (self, [body]) => hand("webrtc", "webrtc://peer/", body));
  wrap(proto("WebSocket"), "send", (self, [body]) => hand("websocket", self.url, body));

  // -- what the page's own security policy stopped --
  addEventListener("securitypolicyviolation", (event) => {
    note("csp", `${event.effectiveDirective} ${event.blockedURI}`, { url: event.blockedURI, source: event.sourceFile || "",
      line: event.lineNumber });
  }, true);
})();
