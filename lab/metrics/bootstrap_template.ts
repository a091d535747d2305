import { LabError } from "../lab_error.ts";

/** Where the filters of the listener begin that shows Envoy's metrics. */
const PLACE = '"stat_prefix": "stats",';
const FILTERS = '"http_filters": [';

/** Bytes of metrics that the listener takes at most; they have to be changed as a whole. */
const MOST = 64 * 1024 * 1024;

/** Envoy puts its own name before metrics, save those of extensions that Istio's build has. */
const RENAME = [
  "function envoy_on_response(handle)",
  "  local body = handle:body()",
  "  if body == nil then return end",
  "  local text = body:getBytes(0, body:length())",
  '  body:setBytes((string.gsub(text, \\"envoy_istio_\\", \\"istio_\\")))',
  "end",
];

/**
 * pilot-agent's template of Envoy's configuration, changed so that metrics made by the stock Envoy have the names that
 * Istio's Envoy gives them where Prometheus scrapes.
 *
 * @throws {LabError} if the template is not one that is known.
 */
export function bootstrapTemplate(template: string): string {
  const place = template.indexOf(PLACE);
  const filters = template.indexOf(FILTERS, place);
  const listener = template.lastIndexOf('"ignore_global_conn_limit": true,', place);
  if ([place, filters, listener].includes(-1)) {
    throw new LabError("Cannot change the template of Envoy's configuration: it shows no metrics");
  }
  const end = filters + FILTERS.length;
  const filter = `
                  {
                    "name": "envoy.filters.http.lua",
                    "typed_config": {
                      "@type": "type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua",
                      "default_source_code": { "inline_string": "${RENAME.join("\\n")}" }
                    }
                  },`;
  return [
    template.slice(0, listener),
    `"per_connection_buffer_limit_bytes": ${MOST},\n        `,
    template.slice(listener, end),
    filter,
    template.slice(end),
  ].join("");
}
