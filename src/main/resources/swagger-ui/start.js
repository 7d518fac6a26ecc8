'use strict';
// The address of the page says nothing of what is shown (queryConfigEnabled), and nobody else is asked (validatorUrl).
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  queryConfigEnabled: false,
  validatorUrl: null,
});
