/** The small values that every part of the catalogue is made of. Each pattern says its rule in words. */
import { z } from "zod";

const matching = (pattern: RegExp, rule: string, longest = 253) =>
  z.string().max(longest, { error: `must have at most ${longest} characters` }).regex(pattern, {
    error: rule,
  });

/** A DNS label (RFC 1123), as Kubernetes wants for Services and namespaces: 1 to 63 characters. */
export const dnsLabel = matching(
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  `must be a DNS label: lower case letters, digits and "-", beginning with a letter`,
  63,
);

/** A DNS subdomain (RFC 1123), as most Kubernetes object names are. */
export const dnsSubdomain = matching(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  `must be a DNS name: lower case letters, digits, "-" and "."`,
);

/** A fully qualified host name; a wildcard is let through here so that a rule can explain why it is refused. */
export const hostName = matching(
  /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$|^\*$/,
  `must be a host name: lower case letters, digits, "-" and "."`,
);

/** A container image reference: `registry/name:tag`, `name@sha256:…` or both. */
export const imageReference = matching(
  /^[a-z0-9][-a-z0-9._]*(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,127})?(@sha256:[0-9a-f]{64})?$/,
  `must be an image reference such as "registry.example/team/name:1.4.0" or "name@sha256:<64 hex digits>"`,
  512,
);

/** A positive length of time as Istio and Go write it: `250ms`, `5s`, `1m30s`, `2h`. */
export const duration = matching(
  /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/,
  `must be a duration such as "250ms", "5s" or "1m30s"`,
  32,
);

/** A Kubernetes quantity: `250m`, `0.5`, `128Mi`, `2Gi`. */
export const quantity = matching(
  /^[0-9]+(\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/,
  `must be a Kubernetes quantity such as "250m", "128Mi" or "2"`,
  32,
);

/** A TCP port number; whether it is in range is a rule's question. */
export const portNumber = z.int({ error: "must be a whole number from 1 to 65535" });

/** A share of 100. */
export const percentage = z.number({ error: "must be a number from 0 to 100" })
  .min(0, { error: "must be at least 0" }).max(100, { error: "must be at most 100" });

/** A whole number of at least one. */
export const positive = z.int({ error: "must be a whole number" }).min(1, { error: "must be at least 1" });

/** A whole number of at least nothing. */
export const nonNegative = z.int({ error: "must be a whole number" }).min(0, { error: "must be at least 0" });

/** An HTTP request method. */
export const httpMethod = z.enum([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "CONNECT",
  "TRACE",
]);

/** A path on the file system of the container. */
export const absolutePath = matching(/^\/[^\0]*$/, `must be an absolute path such as "/etc/app"`, 4096);

/** The path of a URL. */
export const urlPath = matching(/^\/\S*$/, `must be a URL path that begins with "/"`, 2048);

/** An environment variable's name. */
export const environmentName = matching(
  /^[A-Za-z_][A-Za-z0-9_]*$/,
  "must be an environment variable name: letters, digits and _, not beginning with a digit",
);

/** A key in a ConfigMap or Secret. */
export const dataKey = matching(/^[-._a-zA-Z0-9]+$/, `must be a key of letters, digits, "-", "_" and "."`);

/** A label or annotation key, with an optional DNS prefix. */
export const qualifiedName = matching(
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  `must be a label key such as "example.com/team"`,
  317,
);

/** A label's value. */
export const labelValue = matching(
  /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
  `must be a label value: letters, digits, "-", "_" and ".", at most 63`,
  63,
);

/** An IPv4 or IPv6 network in CIDR notation. */
export const cidr = matching(
  /^([0-9]{1,3}(\.[0-9]{1,3}){3}\/([0-9]|[12][0-9]|3[0-2])|[0-9a-fA-F:]+\/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$/,
  `must be a network such as "10.0.0.0/8"`,
);

/** Labels: key → value. */
export const labels = z.record(qualifiedName, labelValue);

/** Annotations: key → any text. */
export const annotations = z.record(qualifiedName, z.string());

/** How a string in a request is compared, exactly one of the three, as in Istio's StringMatch. */
export const stringMatch = z.union([
  z.strictObject({
    /** The whole value, compared letter by letter. */
    exact: z.string(),
  }),
  z.strictObject({
    /** What the value begins with. */
    prefix: z.string().min(1),
  }),
  z.strictObject({
    /** An RE2 expression that matches the whole value. */
    regex: z.string().min(1),
  }),
]);
