// OpenAI's client: chat completions and responses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { city, counting, forecast, question, service, weather } from './service.mjs';

const client = new OpenAI({ baseURL: `${service}/v1`, apiKey: 'none', maxRetries: 0 });

const chat = (content, more = {}) => ({ model: 'tutti/auto', messages: [{ role: 'user', content }], ...more });
const respond = (input, more = {}) => ({ model: 'tutti/auto', input, ...more });

/** A client that tries as often as it does unless told otherwise, or as told. */
function trying(maxRetries = 2) {
  const sent = counting();
  return { sent, client: new OpenAI({ baseURL: `${service}/v1`, apiKey: 'none', maxRetries, fetch: sent.fetch }) };
}

const runnable = {
  type: 'function',
  function: { name: 'weather', parameters: city, parse: JSON.parse, function: weather },
};

test('a completion is read', async () => {
  const completion = await client.chat.completions.create(chat(question.hello));

  assert.equal(completion.choices[0].message.content, 'hello');
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.equal(completion.usage.total_tokens, 12);
  assert.equal(completion.routing.strategy, 'single');
});

test('a stream of chunks is read, with its usage', async () => {
  const stream = await client.chat.completions.create(
    chat(question.hello, { stream: true, stream_options: { include_usage: true } }),
  );
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }

  assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), 'hello');
  assert.equal(chunks.at(-1).usage.total_tokens, 12);
});

test('a stream becomes the completion that it tells of', async () => {
  const completion = await client.chat.completions.stream(chat(question.hello)).finalChatCompletion();

  assert.equal(completion.choices[0].message.role, 'assistant');
  assert.equal(completion.choices[0].message.content, 'hello');
});

test('a tool is called and its result brought', async () => {
  const runner = client.chat.completions.runTools(chat(question.weather, { tools: [runnable] }));

  assert.equal(await runner.finalContent(), forecast.whole);
});

test('tools are called in a stream and their results brought', async () => {
  const runner = client.chat.completions.runTools(chat(question.weather, { tools: [runnable], stream: true }));

  assert.equal(await runner.finalContent(), forecast.streamed);
});

test('an unknown model is a NotFoundError', async () => {
  const error = await client.chat.completions.create({ ...chat(question.hello), model: 'gpt-9' }).catch((e) => e);

  assert.ok(error instanceof OpenAI.NotFoundError, String(error));
  assert.equal(error.code, 'model_not_found');
  assert.equal(error.param, 'model');
});

test('a wrong field is a BadRequestError that names it', async () => {
  const error = await client.chat.completions.create(chat(question.hello, { routing: { wish: 1 } })).catch((e) => e);

  assert.ok(error instanceof OpenAI.BadRequestError, String(error));
  assert.match(error.message, /wish/);
});

for (const stream of [false, true]) {
  test(`what came too late is not tried again, ${stream ? 'streamed' : 'whole'}`, async () => {
    const { sent, client: patient } = trying();
    const error = await patient.chat.completions.create(chat(question.late, { stream })).catch((e) => e);

    assert.ok(error instanceof OpenAI.InternalServerError, String(error));
    assert.equal(error.status, 504);
    assert.equal(error.code, 'deadline_exceeded');
    assert.equal(sent.requests, 1);
  });
}

test('bad luck is tried again', async () => {
  const { sent, client: patient } = trying(1);
  const error = await patient.chat.completions.create(chat(question.unlucky)).catch((e) => e);

  assert.equal(error.status, 502);
  assert.equal(sent.requests, 2);
});

test('a stream that breaks off is an APIError', async () => {
  const stream = await client.chat.completions.create(chat(question.broken, { stream: true }));
  let said = '';
  const error = await (async () => {
    for await (const chunk of stream) {
      said += chunk.choices[0].delta.content ?? '';
    }
  })().catch((e) => e);

  assert.equal(said, 'hel');
  assert.ok(error instanceof OpenAI.APIError, String(error));
  assert.equal(error.code, 'upstream_failed');
});

test('models are listed', async () => {
  const ids = [];
  for await (const model of client.models.list()) {
    ids.push(model.id);
  }

  assert.ok(ids.includes('tutti/auto') && ids.includes('house/small'), ids.join());
});

test('a response is read', async () => {
  const response = await client.responses.create(respond(question.hello));

  assert.equal(response.output_text, 'hello');
  assert.equal(response.status, 'completed');
  assert.equal(response.usage.total_tokens, 12);
});

test('a stream becomes the response that it tells of', async () => {
  const stream = client.responses.stream(respond(question.hello));
  let said = '';
  stream.on('response.output_text.delta', (event) => {
    said += event.delta;
  });
  const response = await stream.finalResponse();

  assert.equal(said, 'hello');
  assert.equal(response.output_text, 'hello');
  assert.equal(response.usage.total_tokens, 12);
});

for (const stream of [false, true]) {
  test(`a response calls tools and is brought their results, ${stream ? 'streamed' : 'whole'}`, async () => {
    const tools = [{ type: 'function', name: 'weather', parameters: city, strict: true }];
    const ask = (input) =>
      stream
        ? client.responses.stream(respond(input, { tools })).finalResponse()
        : client.responses.create(respond(input, { tools }));
    const input = [{ role: 'user', content: question.weather }];
    const first = await ask(input);
    const calls = first.output.filter((item) => item.type === 'function_call');
    const results = calls.map((call) => ({
      type: 'function_call_output',
      call_id: call.call_id,
      output: weather(JSON.parse(call.arguments)),
    }));

    const second = await ask([...input, ...first.output, ...results]);

    assert.equal(second.output_text, stream ? forecast.streamed : forecast.whole);
  });
}

test('a response of an unknown model is a NotFoundError', async () => {
  const error = await client.responses.create({ ...respond(question.hello), model: 'gpt-9' }).catch((e) => e);

  assert.ok(error instanceof OpenAI.NotFoundError, String(error));
  assert.equal(error.code, 'model_not_found');
});

test('a response that came too late is not tried again', async () => {
  const { sent, client: patient } = trying();
  const error = await patient.responses.create(respond(question.late)).catch((e) => e);

  assert.equal(error.status, 504);
  assert.equal(sent.requests, 1);
});

test('a response that breaks off is an APIError', async () => {
  const error = await client.responses.stream(respond(question.broken)).finalResponse().catch((e) => e);

  assert.ok(error instanceof OpenAI.APIError, JSON.stringify(error));
  assert.equal(error.code, 'upstream_failed');
});
