// Vercel's AI SDK, by each of its ways to a service that speaks as OpenAI does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { city, counting, forecast, question, service, weather } from './service.mjs';

const settings = (fetch) => ({ baseURL: `${service}/v1`, apiKey: 'none', fetch });
const compatible = (fetch) => createOpenAICompatible({ name: 'tutti', includeUsage: true, ...settings(fetch) });

const responses = (model, fetch) => createOpenAI(settings(fetch))(model);

const ways = {
  'openai-compatible': (model, fetch) => compatible(fetch)(model),
  'openai, chat': (model, fetch) => createOpenAI(settings(fetch)).chat(model),
  'openai, responses': responses,
};

// Without it this client refers to earlier texts by their ids, and nothing is kept that could be found by one.
const providerOptions = { openai: { store: false } };

const tools = { weather: tool({ inputSchema: jsonSchema(city), execute: weather }) };
const twoTurns = { tools, stopWhen: stepCountIs(2), providerOptions };

for (const [way, open] of Object.entries(ways)) {
  const model = open('tutti/auto');

  test(`${way}: a text is read`, async () => {
    const { text, finishReason, usage } = await generateText({ model, prompt: question.hello });

    assert.equal(text, 'hello');
    assert.equal(finishReason, 'stop');
    assert.equal(usage.totalTokens, 12);
  });

  test(`${way}: a stream is read`, async () => {
    const result = streamText({ model, prompt: question.hello });
    let said = '';
    for await (const piece of result.textStream) {
      said += piece;
    }

    assert.equal(said, 'hello');
    assert.equal(await result.finishReason, 'stop');
    assert.equal((await result.usage).totalTokens, 12);
  });

  test(`${way}: a tool is called and its result brought`, async () => {
    const { text } = await generateText({ model, prompt: question.weather, ...twoTurns });

    assert.equal(text, forecast.whole);
  });

  test(`${way}: tools are called in a stream and their results brought`, async () => {
    const result = streamText({ model, prompt: question.weather, ...twoTurns });

    assert.equal(await result.text, forecast.streamed);
  });

  test(`${way}: an unknown model is an APICallError and not tried again`, async () => {
    const sent = counting();
    const error = await generateText({ model: open('gpt-9', sent.fetch), prompt: question.hello }).catch((e) => e);

    assert.ok(APICallError.isInstance(error), String(error));
    assert.equal(error.statusCode, 404);
    assert.equal(error.data.error.code, 'model_not_found');
    assert.equal(sent.requests, 1);
  });

  // This client decides by the status alone; the header is there for whoever wraps it.
  test(`${way}: what came too late says that it is in vain to try again`, async () => {
    const error = await generateText({ model, prompt: question.late, maxRetries: 0 }).catch((e) => e);

    assert.ok(APICallError.isInstance(error), String(error));
    assert.equal(error.statusCode, 504);
    assert.equal(error.responseHeaders['x-should-retry'], 'false');
  });

  test(`${way}: a stream that breaks off is told as an error`, async () => {
    const errors = [];
    const result = streamText({
      model,
      prompt: question.broken,
      maxRetries: 0,
      onError: ({ error }) => errors.push(error),
    });
    let said = '';
    for await (const piece of result.textStream) {
      said += piece;
    }

    assert.equal(said, 'hel');
    assert.equal(errors.length, 1);
  });
}

test('openai, responses: who refers to an earlier item is told what to do', async () => {
  const asked = { model: responses('tutti/auto'), prompt: question.weather, tools, stopWhen: stepCountIs(2) };
  const error = await generateText(asked).catch((e) => e);

  assert.ok(APICallError.isInstance(error), String(error));
  assert.equal(error.statusCode, 400);
  assert.match(error.message, /store: false/);
});
