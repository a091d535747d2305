import { LabError } from "../lab_error.ts";

/** The listener that shows Envoy's metrics, and two of its fields: the first of its own, and its last filter. */
const LISTENER = '"stat_prefix": "stats",';
const FIRST_FIELD = '"ignore_global_conn_limit": true,';
const LAST_FILTER = '"name": "envoy.filters.http.router"';

/** Bytes of metrics that the listener takes at most; they have to be changed as a whole. */
const MOST = 64 * 1024 * 1024;

/** Envoy puts its own name before metrics, save those of extensions that Istio's build has. */
const RENAME = [
  "function envoy_on_response(handle)",
  "  local body = handle:body()",
  "  if body == nil then return end",
  "  local text = body:getBytes(0, body:length())",
  '  body:setBytes((string.gsub(text, "envoy_istio_", "istio_")))',
  "end",
];

/**
 * pilot-agent's template of Envoy's configuration, changed so that metrics made by the stock Envoy have the names that
 * Istio's Envoy gives them where Prometheus scrapes.
 *
 * @throws {LabError} if the template is not one that is known.
 */
export function bootstrapTemplate(template: string): string {
  const listener = template.indexOf(LISTENER);
  const field = template.lastIndexOf(FIRST_FIELD, listener);
  // Answers go through the filters from the last to the first: those before this one may compress them.
  const filter = template.lastIndexOf("{", template.indexOf(LAST_FILTER, listener));
  if (listener < 0 || field < 0 || filter < listener) {
    throw new LabError("Cannot change the template of Envoy's configuration: it shows no metrics");
  }
  const lua = {
    name: "envoy.filters.http.lua",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua",
      default_source_code: { inline_string: RENAME.join("\n") },
    },
  };
  return [
    template.slice(0, field),
    `"per_connection_buffer_limit_bytes": ${MOST},\n        `,
    template.slice(field, filter),
    `${JSON.stringify(lua)},\n                  `,
    template.slice(filter),
  ].join("");
}
