// OpenAI's client: embeddings. EmbeddingsHttpTest starts it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { service } from './service.mjs';

const client = new OpenAI({ baseURL: `${service}/v1`, apiKey: 'rich', maxRetries: 0 });

test('vectors are read, as the client asks for them by itself', async () => {
  const answer = await client.embeddings.create({ model: 'embed/small', input: ['one', 'two'] });

  assert.deepEqual(answer.data.map((one) => [...one.embedding]), [[1, -2], [1, -2]]);
  assert.equal(answer.usage.prompt_tokens, 8);
});

test('vectors are read as decimals', async () => {
  const answer = await client.embeddings.create({ model: 'embed/small', input: 'one', encoding_format: 'float' });

  assert.deepEqual(answer.data[0].embedding, [1, -2]);
});

test('a model of conversations is refused', async () => {
  await assert.rejects(
    client.embeddings.create({ model: 'chat/one', input: 'one' }),
    (error) => error instanceof OpenAI.BadRequestError && error.param === 'model',
  );
});
