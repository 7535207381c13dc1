// Light or dark, as the reader's system is.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

SwaggerUIBundle({
  dom_id: "#swagger-ui",
  // As it was written: in JSON, fields have lost their order.
  url: "openapi.yaml",
  // The address of the page can name an operation.
  deepLinking: true,
  // The schema of a body shows what its fields mean. The schemas by themselves, at the end, are closed.
  defaultModelExpandDepth: 2,
  defaultModelsExpandDepth: 0,
  // The API token that was typed in is forgotten with the page.
  persistAuthorization: false,
  // No other host is asked whether the contract is valid.
  validatorUrl: null,
});
