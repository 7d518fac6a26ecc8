// Anthropic's client: messages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { city, counting, forecast, question, service, weather } from './service.mjs';

const client = new Anthropic({ baseURL: service, apiKey: 'none', maxRetries: 0 });

const ask = (content, more = {}) => ({
  model: 'tutti/auto',
  max_tokens: 100,
  messages: [{ role: 'user', content }],
  ...more,
});

/** A client that tries as often as it does unless told otherwise, or as told. */
function trying(maxRetries = 2) {
  const sent = counting();
  return { sent, client: new Anthropic({ baseURL: service, apiKey: 'none', maxRetries, fetch: sent.fetch }) };
}

const text = (message) => message.content.find((block) => block.type === 'text').text;

test('a message is read', async () => {
  const message = await client.messages.create(ask(question.hello));

  assert.equal(text(message), 'hello');
  assert.equal(message.stop_reason, 'end_turn');
  assert.equal(message.usage.input_tokens, 10);
  assert.equal(message.usage.output_tokens, 2);
  assert.equal(message.routing.strategy, 'single');
});

test('a stream becomes the message that it tells of', async () => {
  const stream = client.messages.stream(ask(question.hello));
  let said = '';
  stream.on('text', (piece) => {
    said += piece;
  });
  const message = await stream.finalMessage();

  assert.equal(said, 'hello');
  assert.equal(text(message), 'hello');
  assert.equal(message.usage.input_tokens, 10);
  assert.equal(message.usage.output_tokens, 2);
});

for (const stream of [false, true]) {
  test(`tools are called and their results brought, ${stream ? 'streamed' : 'whole'}`, async () => {
    const tools = [{ name: 'weather', input_schema: city }];
    const turn = (messages) =>
      stream
        ? client.messages.stream(ask('', { messages, tools })).finalMessage()
        : client.messages.create(ask('', { messages, tools }));
    const asked = [{ role: 'user', content: question.weather }];
    const first = await turn(asked);
    const results = first.content
      .filter((block) => block.type === 'tool_use')
      .map((use) => ({ type: 'tool_result', tool_use_id: use.id, content: weather(use.input) }));

    const second = await turn([
      ...asked,
      { role: 'assistant', content: first.content },
      { role: 'user', content: results },
    ]);

    assert.equal(first.stop_reason, 'tool_use');
    assert.equal(text(second), stream ? forecast.streamed : forecast.whole);
  });
}

test('the tool runner runs a tool by itself', async () => {
  const message = await client.beta.messages.toolRunner(
    ask(question.weather, {
      tools: [betaTool({ name: 'weather', description: 'tells it', inputSchema: city, run: weather })],
    }),
  );

  assert.equal(text(message), forecast.whole);
});

test('an unknown model is a NotFoundError', async () => {
  const error = await client.messages.create({ ...ask(question.hello), model: 'gpt-9' }).catch((e) => e);

  assert.ok(error instanceof Anthropic.NotFoundError, String(error));
  assert.equal(error.error.error.type, 'not_found_error');
  assert.equal(error.error.error.code, 'model_not_found');
});

test('a wrong field is a BadRequestError that names it', async () => {
  const error = await client.messages.create(ask(question.hello, { routing: { wish: 1 } })).catch((e) => e);

  assert.ok(error instanceof Anthropic.BadRequestError, String(error));
  assert.match(error.message, /wish/);
});

for (const stream of [false, true]) {
  test(`what came too late is not tried again, ${stream ? 'streamed' : 'whole'}`, async () => {
    const { sent, client: patient } = trying();
    const error = await patient.messages.create(ask(question.late, { stream })).catch((e) => e);

    assert.ok(error instanceof Anthropic.InternalServerError, String(error));
    assert.equal(error.status, 504);
    assert.equal(error.error.error.code, 'deadline_exceeded');
    assert.equal(sent.requests, 1);
  });
}

test('bad luck is tried again', async () => {
  const { sent, client: patient } = trying(1);
  const error = await patient.messages.create(ask(question.unlucky)).catch((e) => e);

  assert.equal(error.status, 502);
  assert.equal(sent.requests, 2);
});

test('a stream that breaks off is an APIError', async () => {
  const error = await client.messages.stream(ask(question.broken)).finalMessage().catch((e) => e);

  assert.ok(error instanceof Anthropic.APIError, String(error));
  assert.match(error.message, /upstream_failed/);
});
