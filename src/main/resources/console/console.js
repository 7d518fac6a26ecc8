'use strict';
// All text goes in by textContent: what a model writes is never markup.

const $ = id => document.getElementById(id);
const keyField = $('key');
keyField.value = sessionStorage.getItem('tutti-key') || '';
keyField.addEventListener('change', () => { sessionStorage.setItem('tutti-key', keyField.value); refresh(); });

async function call(path, method = 'GET', body) {
  const headers = {};
  if (keyField.value) headers.authorization = 'Bearer ' + keyField.value;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(path, {method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
  const json = await response.json();
  if (!response.ok) throw new Error(json.error ? json.error.message : 'status ' + response.status);
  return json;
}

function cells(body, values, chosen) {
  const row = body.insertRow();
  if (chosen) row.className = 'chosen';
  for (const value of values) {
    const cell = row.insertCell();
    if (value instanceof Node) cell.append(value); else cell.textContent = value;
  }
}

function fact(list, name, value) {
  const term = document.createElement('dt');
  term.textContent = name;
  const text = document.createElement('dd');
  text.textContent = value;
  list.append(term, text);
}

const usd = value => '$' + Number(value).toPrecision(3);
const optional = (target, name, value) => { if (value !== '') target[name] = Number(value); };

function request() {
  const routing = {explain: true};
  optional(routing, 'quality_target', $('quality').value);
  optional(routing, 'max_cost_usd', $('cost').value);
  optional(routing, 'max_latency_ms', $('latency').value);
  return {model: $('model').value, messages: [{role: 'user', content: $('prompt').value}], routing};
}

function showReceipt(routing) {
  $('receipt-part').hidden = false;
  const body = $('candidates');
  body.replaceChildren();
  for (const c of routing.candidates || []) {
    cells(body, [c.plan, c.predicted_quality, c.quality_on_traffic, c.quality_on_traffic_interval.join(' to ') + ' (' + c.quality_basis + ')', usd(c.cost_usd),
      usd(c.cost_p95_usd), c.latency_p95_ms + ' ms', c.rejected || (c.plan === routing.plan ? 'chosen' : '')], c.plan === routing.plan);
  }
}

function showAnswer(completion) {
  const routing = completion.routing;
  const message = completion.choices[0].message;
  $('answer-part').hidden = false;
  $('answer').textContent = message.content || JSON.stringify(message.tool_calls || '', null, 2);
  const facts = $('facts');
  facts.replaceChildren();
  fact(facts, 'Plan', routing.plan);
  fact(facts, 'Models asked', routing.models.join(', '));
  fact(facts, 'Expected quality', routing.predicted_quality + ' (' + routing.quality_basis + ')');
  fact(facts, 'Cost', usd(routing.cost_usd));
  fact(facts, 'Time', routing.latency_ms + ' ms');
  if (routing.degraded) fact(facts, 'Degraded', routing.degraded);
  fact(facts, 'Router', routing.router_version);
  fact(facts, 'Request', routing.request_id);
  $('feedback').dataset.request = routing.request_id;
  $('feedback-state').textContent = '';
}

async function working(state, work, words) {
  const buttons = document.querySelectorAll('#ask button');
  buttons.forEach(b => { b.disabled = true; });
  state.textContent = words;
  try {
    await work();
    state.textContent = '';
  } catch (e) {
    state.textContent = e.message;
  } finally {
    buttons.forEach(b => { b.disabled = false; });
  }
}

$('ask').addEventListener('submit', event => {
  event.preventDefault();
  working($('state'), async () => {
    const completion = await call('/v1/chat/completions', 'POST', request());
    showAnswer(completion);
    showReceipt(completion.routing);
    outcomes();
  }, 'Asking...');
});

$('dry').addEventListener('click', () => working($('state'), async () => {
  $('answer-part').hidden = true;
  showReceipt(await call('/v1/route', 'POST', request()));
}, 'Looking...'));

$('feedback').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    await call('/v1/feedback', 'POST', {request_id: event.target.dataset.request, score: Number($('score').value)});
    $('feedback-state').textContent = 'Thank you, it counts from the next training on.';
    outcomes();
  } catch (e) {
    $('feedback-state').textContent = e.message;
  }
});

let training = null;

async function follow() {
  const status = await call('/v1/router/training/' + training);
  $('progress').value = status.percent;
  $('training').textContent = status.result
    ? 'Training ended: ' + status.result + '. ' + (status.report && (status.report.reason || status.report.message) || '')
    : status.phase + ', ' + status.rows + ' rows, ' + Math.round(status.percent) + ' %';
  const ended = status.result !== null && status.result !== undefined;
  $('progress').hidden = ended;
  $('stop').hidden = ended;
  $('train').disabled = !ended;
  if (ended) versions(); else setTimeout(() => follow().catch(told), 500);
}

const told = e => { $('training').textContent = e.message; $('train').disabled = false; };

$('train').addEventListener('click', async () => {
  $('train').disabled = true;
  try {
    training = (await call('/v1/router/training', 'POST')).id;
    $('progress').hidden = false;
    $('stop').hidden = false;
    await follow();
  } catch (e) { told(e); }
});
$('stop').addEventListener('click', () => call('/v1/router/training/' + training, 'DELETE').catch(told));
$('rollback').addEventListener('click', () => call('/v1/router:rollback', 'POST').then(versions).catch(told));

async function versions() {
  const list = await call('/v1/router/versions');
  const body = $('versions');
  body.replaceChildren();
  for (const v of list.data) {
    let serves = 'serves';
    if (!v.serving) {
      serves = document.createElement('button');
      serves.className = 'quiet';
      serves.textContent = 'Serve ' + v.id;
      serves.addEventListener('click', () =>
        call('/v1/router/versions/' + encodeURIComponent(v.id) + ':promote', 'POST').then(versions).catch(told));
    }
    cells(body, [v.id, time(v.at), v.labels, v.trained_on, serves], v.serving);
  }
  $('no-version').hidden = list.data.length > 0;
}

async function outcomes() {
  const since = new Date(Date.now() - 3600e3).toISOString();
  const list = await call('/v1/outcomes?limit=50&from=' + encodeURIComponent(since));
  const body = $('outcomes');
  body.replaceChildren();
  for (const o of list.data) {
    cells(body, [time(o.at), o.id, o.plan.strategy, o.ending, usd(o.cost_usd ?? o.cost), (o.labels || []).map(l => l.score).join(', ')]);
  }
}

async function models() {
  const list = await call('/v1/models');
  const select = $('model');
  select.replaceChildren();
  for (const m of list.data) select.append(new Option(m.id));
  const own = list.data.filter(m => m.origin);
  $('practice').hidden = !own.some(m => m.origin !== 'live');
}

const time = iso => new Date(iso).toLocaleString();
const known = (estimate, show) => estimate.value === null ? 'not known: ' + estimate.reason : show(estimate.value)
  + (estimate.lower === null ? '' : ' (' + show(estimate.lower) + ' to ' + show(estimate.upper) + ')');

async function insights() {
  const report = await call('/v1/insights?window=30d');
  const list = $('summary');
  list.replaceChildren();
  fact(list, 'Requests', report.requests + ', audits ' + report.audits + ', imported ' + report.imported);
  fact(list, 'Spent', usd(report.all.cost_usd));
  fact(list, 'Median time', known(report.all.median_latency_ms, ms => Math.round(ms) + ' ms'));
  fact(list, 'Saved against the strongest model', known(report.saving_against_strongest.saved_share_of_cost,
    share => (100 * share).toFixed(1) + ' %'));
  $('insights').textContent = JSON.stringify(report, null, 2);
}

function refresh() {
  models().catch(e => { $('state').textContent = e.message; });
  versions().catch(told);
  outcomes().catch(() => {});
  insights().catch(e => { $('insights').textContent = e.message; });
}
refresh();
