window.ui = SwaggerUIBundle({
  url: '../openapi.yaml',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const token = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='));
    if (token) {
      request.headers['X-XSRF-TOKEN'] = decodeURIComponent(token.split('=')[1]);
    }
    return request;
  },
});
