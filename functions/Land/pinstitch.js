/* Pinstitch's tag. <script async src="https://…/api/pinstitch.js" data-key="…" data-consent="ask"></script>; docs/tag.md */
(function (w, d, n) {
  'use strict';
  var s = d.currentScript || d.querySelector('script[src*="pinstitch.js"]') || { dataset: {} }, o = s.dataset,
    url = o.endpoint || (s.src || '').replace(/pinstitch\.js.*$/, 'events'), K = '_pst', Q = K + 'q',
    ids = ['epik', 'fbclid', 'gclid', 'gbraid', 'wbraid', 'dclid', 'ttclid', 'msclkid', 'ScCid', 'li_fat_id', 'twclid', 'rdt_cid'],
    utms = ['source', 'medium', 'campaign', 'content', 'term'], cookies = { _epik: 'epik', _fbc: 'fbc', _fbp: 'fbp', _ttp: 'ttp' },
    consent = {}, wait = [], held = [], mem = null, busy = 0, early = w.pinstitch && w.pinstitch.q || [];
  if (url && o.key) url += '?k=' + encodeURIComponent(o.key);

  function rnd() {
    var a = new Uint8Array(16), c = w.crypto;
    if (c) c.getRandomValues(a); else for (var i = 0; i < 16; i++) a[i] = Math.random() * 256;
    return [].map.call(a, function (b) { return (b + 256).toString(16).slice(1); }).join('');
  }
  function cookie(k) { return (('; ' + d.cookie).split('; ' + k + '=')[1] || '').split(';')[0]; }
  function set(k, v, days) {
    var p = location.hostname.split('.'), i = p.length, c = k + '=' + v + ';path=/;max-age=' + days * 86400 + ';SameSite=Lax' + (location.protocol === 'https:' ? ';Secure' : '');
    // The widest domain that the browser lets us have, so that all of the shop's hosts share it.
    while (--i > 0) { d.cookie = c + ';domain=' + p.slice(i - 1).join('.'); if (cookie(k) === v) return; }
    d.cookie = c;
  }
  function store(k, v) {
    try {
      if (v === undefined) return JSON.parse(w.localStorage.getItem(k));
      if (v === null) w.localStorage.removeItem(k); else w.localStorage.setItem(k, JSON.stringify(v));
    } catch (e) { }
    return null;
  }
  function gpc() { return n.globalPrivacyControl === true || n.globalPrivacyControl === '1'; }
  function clean(x) {
    var r = Array.isArray(x) ? [] : {}, k;
    if (!x || typeof x !== 'object') return x;
    for (k in x) if (x[k] !== undefined && x[k] !== null && x[k] !== '') r[k] = clean(x[k]);
    return r;
  }

  // What the page's address says of the click; kept across pages only with consent to measurement.
  function capture() {
    var q = new URLSearchParams(location.search), now = {}, kept = Object.assign({}, consent.measure && store(K), mem);
    ids.forEach(function (k) { var v = q.get(k); if (v && v.length < 513) { now.click_ids = now.click_ids || {}; now.click_ids[k] = v; } });
    utms.forEach(function (k) { var v = q.get('utm_' + k); if (v) { now.utm = now.utm || {}; now.utm[k] = v.slice(0, 200); } });
    if (now.click_ids) { now.click_ids.clicked_at = new Date().toISOString(); kept.click_ids = now.click_ids; kept.utm = now.utm; }
    else if (now.utm) kept.utm = now.utm;
    mem = kept;
    if (consent.measure) store(K, { click_ids: kept.click_ids, utm: kept.utm });
  }
  function anonymous() {
    if (!consent.measure) return mem.id = mem.id || 'p-' + rnd();
    var id = cookie(K) || mem.id || 'c-' + rnd();
    set(K, id, 390);
    return id;
  }
  function clicks() {
    var c = Object.assign({}, mem.click_ids), k, v;
    if (consent.advertise) for (k in cookies) if ((v = cookie(k)) && !c[cookies[k]]) c[cookies[k]] = decodeURIComponent(v);
    return c;
  }

  function send(list) {
    var body = JSON.stringify(list.map(function (e) { e.sent_at = new Date().toISOString(); return e; }));
    // A fetch tells whether it arrived; a beacon does not, but it outlives the page.
    if ((d.visibilityState === 'hidden' || !w.fetch) && n.sendBeacon && n.sendBeacon(url, new Blob([body], { type: 'text/plain' }))) return;
    if (!w.fetch) return keep(list);
    busy++;
    w.fetch(url, { method: 'POST', body: body, keepalive: body.length < 6e4, credentials: 'omit', headers: { 'content-type': 'text/plain' } }).then(function (r) {
      busy--;
      if (r.status === 429 || r.status > 499) keep(list);
    }, function () { busy--; keep(list); });
  }
  // What could not be sent waits: on the disk with consent, otherwise as long as the page lives.
  function keep(list) {
    wait = wait.concat(list).slice(-100);
    if (consent.measure) store(Q, wait);
    setTimeout(flush, 3e4);
  }
  function flush() {
    if (busy || n.onLine === false) return;
    var list = wait.length ? wait : consent.measure && store(Q) || [];
    wait = [];
    store(Q, null);
    while (list.length) send(list.splice(0, 20));
  }

  function track(name, data) {
    if (consent.measure === false) return null;
    data = data || {};
    if (!mem) capture();
    var e = Object.assign({
      event_id: name === 'checkout' && data.order_id ? 'checkout_' + data.order_id : 'b-' + rnd(), event_name: name, event_time: new Date().toISOString(), source: 'browser',
      page: { url: location.href, referrer: d.referrer }, click_ids: clicks(), utm: mem.utm
    }, data);
    if (o.consent === 'ask' && consent.measure === undefined) held.push(e); else go(e);
    return e.event_id;
  }
  function go(e) {
    e.user = Object.assign({ anonymous_id: anonymous() }, e.user);
    e.consent = Object.assign({ gpc: gpc() || undefined }, consent, e.consent);
    e = clean(e);
    if (n.onLine === false) keep([e]); else send([e]);
  }
  // Forms and carts carry the visitor's ids to the server: <input type="hidden" name="pinstitch_epik"> and so on, or data-pinstitch on the form for all of them.
  function fields() {
    if (consent.measure === false) return {};
    if (!mem) capture();
    var f = { anonymous_id: anonymous(), event_id: mem.form = mem.form || 'f-' + rnd() }, c = clicks(), k;
    for (k in c) f[k] = c[k];
    for (k in mem.utm) f['utm_' + k] = mem.utm[k];
    return f;
  }
  function fill(root) {
    var f = fields();
    [].forEach.call((root || d).querySelectorAll('form'), function (form) {
      for (var k in f) {
        var i = form.querySelector('input[name="pinstitch_' + k + '"]');
        if (!i && form.dataset.pinstitch !== undefined) { i = d.createElement('input'); i.type = 'hidden'; i.name = 'pinstitch_' + k; form.appendChild(i); }
        if (i) i.value = f[k];
      }
    });
    return f;
  }
  function allow(given) {
    consent = Object.assign(consent, given);
    if (gpc()) consent.advertise = consent.personalise = false;
    if (consent.measure) { capture(); anonymous(); held.splice(0).forEach(go); flush(); }
    else if (consent.measure === false) { set(K, '', 0); store(K, null); store(Q, null); held = []; wait = []; mem = null; }
    fill();
  }

  d.addEventListener('click', function (e) {
    var a = e.target.closest && e.target.closest('[data-pinstitch-event],a[href*="pinterest."][href*="/pin/create"],[data-pin-do="buttonPin"]');
    if (!a) return;
    var x = a.dataset;
    track(x.pinstitchEvent || 'save', x.product ? { contents: [{ id: x.product }] } : {});
  }, true);
  d.addEventListener('submit', function (e) {
    var f = e.target;
    if (!f.dataset || f.dataset.pinstitch === undefined) return;
    fill(f.parentNode || d);
    if (f.dataset.pinstitch) { var m = f.querySelector('input[type=email],input[name=email]'); track(f.dataset.pinstitch, { event_id: mem.form, user: m && m.value ? { email: m.value } : {} }); mem.form = 0; }
  }, true);
  w.addEventListener('online', flush);
  d.addEventListener('visibilitychange', function () { if (d.visibilityState === 'hidden' && wait.length) flush(); });

  w.pinstitch = { track: track, consent: allow, fields: fields, fill: fill, flush: flush };
  allow(o.consent === 'granted' ? { measure: true, advertise: true, personalise: true } : o.consent === 'measure' ? { measure: true } : o.consent === 'denied' ? { measure: false } : {});
  function ready() { fill(); if (o.auto !== 'off') track('page_visit'); early.forEach(function (c) { w.pinstitch[c[0]].apply(null, [].slice.call(c, 1)); }); }
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', ready); else ready();
})(window, document, navigator);
