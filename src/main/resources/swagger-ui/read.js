'use strict';
// As start.js, for the management port, where nothing answers requests: none can be tried out.
SwaggerUIBundle({
  url: '/q/openapi?format=json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  supportedSubmitMethods: [],
  queryConfigEnabled: false,
  validatorUrl: null,
});
