// What the scripts share: where the service is, what its runs are asked for, and a count of what was sent to it.
// NodeClientsTest starts the scripts; ClientRuns beside it answers these questions.

/** Without a path. */
export const service = process.env.TUTTI_URL;

export const question = {
  hello: 'say hello',
  weather: 'how is the weather?',
  /** Ends in a 504 that says x-should-retry: false. */
  late: 'too late',
  /** Ends in a 502. */
  unlucky: 'bad luck',
  /** Ends after the first words; streamed alone. */
  broken: 'break off',
};

/** What a run says when it is shown what the tool said of the cities it asked for: one when whole, two when streamed. */
export const forecast = {
  whole: 'call_1: 22 degrees in Rome',
  streamed: 'call_1: 22 degrees in Rome, call_2: 22 degrees in Oslo',
};

export const city = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

/** The tool's work. */
export const weather = ({ city }) => `22 degrees in ${city}`;

/** A fetch, and how often it was called: retries are requests too. */
export function counting() {
  const sent = { requests: 0 };
  sent.fetch = (...request) => {
    sent.requests++;
    return fetch(...request);
  };
  return sent;
}
