/** The single conditions of an AuthorizationPolicy's rule, as Istio hands them to Envoy. */
import { headerOf } from "./http_match.ts";
import { fieldsOf, numberOf, textsOf } from "./plain.ts";
import { below, type Reference } from "./reference.ts";
import type { Message } from "./request.ts";
import { anyOf, not, type Verdict } from "./verdict.ts";

/** What a server's proxy knows of who asks for what. */
export interface Access {
  /** The identities of the client, `<trust domain>/ns/<namespace>/sa/<account>`; none without mutual TLS. */
  readonly principals: readonly string[];
  /** The port of the pod. */
  readonly port: number;
  /** What is asked; undefined for a connection that isn't HTTP. */
  readonly message: Message | undefined;
  /** Where the policy stands whose rule is looked at. */
  readonly policyNamespace: string;
  /** Whether anything checks tokens: then what they say isn't known. */
  readonly checksTokens: boolean;
}

/** A condition, judged. */
export interface Condition {
  /** Whether it is met. */
  readonly met: Verdict;
  /** What isn't as it wants, for people: `method is "DELETE", not GET or POST`. */
  readonly complaint: string;
  /** Whether it asks for HTTP where there is none, for which an `ALLOW` rule is left out with all its alternatives. */
  readonly isUnfit?: true;
}

/** For `ALLOW` a rule that asks for HTTP where there is none never matches; for `DENY` the condition is left out. */
export type Unfit = "unmet" | "ignored";

/** Compares as Istio's policies do: `*` anything, `*` at one end, else the whole. */
function fits(pattern: string, value: string): boolean {
  if (pattern === "*") return value !== "";
  if (pattern.startsWith("*")) return value.endsWith(pattern.slice(1));
  return pattern.endsWith("*") ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

const parts = (principal: string) => /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal);

function fitsNamespace(pattern: string, principal: string): boolean {
  const expression = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".*");
  return new RegExp(`^${expression}$`).test(parts(principal)?.[1] ?? "");
}

function fitsAccount(pattern: string, principal: string, own: string): boolean {
  const slash = pattern.indexOf("/");
  const [, namespace, account] = parts(principal) ?? [];
  return namespace === (slash < 0 ? own : pattern.slice(0, slash)) && account === pattern.slice(slash + 1);
}

type Judge = (pattern: string, access: Access, at: Reference) => Verdict | "http";

const addresses = (_pattern: string, _access: Access, at: Reference): Verdict => ({
  reason: "addresses don't stand in the objects",
  at,
});

/** What a token says: nothing where nobody checks tokens. */
const token = (_pattern: string, { checksTokens, message }: Access, at: Reference): Verdict | "http" =>
  message === undefined
    ? "http"
    : checksTokens
    ? { reason: "what a token says isn't in the request", at }
    : false;

function ofHeader(name: string): Judge {
  return (pattern, { message }, at) => {
    if (message === undefined) return "http";
    if (message.unknownHeaders.has(name)) {
      return { reason: `the value of the header "${name}" is worked out by a proxy`, at };
    }
    const value = headerOf(message, name);
    return value !== undefined && (pattern === "*" || fits(pattern, value));
  };
}

const judges: Readonly<Record<string, Judge>> = {
  principals: (pattern, { principals }) => principals.some((each) => fits(pattern, each)),
  namespaces: (pattern, { principals }) => principals.some((each) => fitsNamespace(pattern, each)),
  serviceAccounts: (pattern, { principals, policyNamespace }) =>
    principals.some((each) => fitsAccount(pattern, each, policyNamespace)),
  requestPrincipals: token,
  ipBlocks: addresses,
  remoteIpBlocks: addresses,
  ports: (pattern, { port }) => numberOf(pattern) === port,
  methods: (pattern, { message }) => (message === undefined ? "http" : fits(pattern, message.method)),
  hosts: (pattern, { message }) =>
    message === undefined ? "http" : fits(pattern.toLowerCase(), message.authority.toLowerCase()),
  paths: (pattern, { message }, at) => {
    if (message === undefined) return "http";
    return /\{\*\*?\}/.test(pattern)
      ? { reason: `the path template "${pattern}" isn't understood`, at }
      : fits(pattern, message.path);
  },
};

/** The attributes of `when`, and what judges them. */
function judgeOf(key: string): Judge | undefined {
  const header = /^request\.headers\[(.+)\]$/.exec(key)?.[1];
  if (header !== undefined) return ofHeader(header.toLowerCase());
  if (/^request\.auth\./.test(key)) return token;
  switch (key) {
    case "source.principal":
      return judges.principals;
    case "source.namespace":
      return judges.namespaces;
    case "source.serviceAccount":
      return judges.serviceAccounts;
    case "source.ip":
    case "remote.ip":
    case "destination.ip":
      return addresses;
    case "destination.port":
      return judges.ports;
    default:
      return undefined;
  }
}

/** What the request has where a condition wants something else. */
function actual(name: string, { principals, port, message }: Access): string {
  switch (name) {
    case "ports":
    case "destination.port":
      return String(port);
    case "methods":
      return message?.method ?? "none";
    case "paths":
      return message?.path ?? "none";
    case "hosts":
      return message?.authority ?? "none";
    default:
      return /principal|namespace|serviceAccount/i.test(name)
        ? principals[0] ?? "no identity"
        : "something else";
  }
}

function judged(
  name: string,
  judge: Judge,
  values: unknown,
  notValues: unknown,
  access: Access,
  unfit: Unfit,
  at: Reference,
) {
  const conditions: Condition[] = [];
  for (
    const [list, negated, where] of [[textsOf(values), false, at], [textsOf(notValues), true, at]] as const
  ) {
    if (list.length === 0) continue;
    const verdicts = list.map((pattern) => judge(pattern, access, where));
    const isHttp = verdicts.includes("http");
    if (isHttp && unfit === "ignored") continue;
    const met = anyOf(verdicts.filter((verdict) => verdict !== "http"));
    const complaint = `${name.replace(/s$/, "")} is "${actual(name, access)}", ${
      negated ? "one of" : "not"
    } ${list.join(" or ")}`;
    conditions.push(
      isHttp ? { met: false, complaint, isUnfit: true } : { met: negated ? not(met) : met, complaint },
    );
  }
  return conditions;
}

const sourceFields = [
  "principals",
  "namespaces",
  "serviceAccounts",
  "requestPrincipals",
  "ipBlocks",
  "remoteIpBlocks",
];
const operationFields = ["ports", "hosts", "methods", "paths"];

function conditionsOf(
  fields: readonly string[],
  value: unknown,
  access: Access,
  unfit: Unfit,
  at: Reference,
) {
  const given = fieldsOf(value);
  return fields.flatMap((name) => {
    const opposite = `not${name[0]!.toUpperCase()}${name.slice(1)}`;
    return judged(name, judges[name]!, given[name], given[opposite], access, unfit, below(at, name));
  });
}

/** The conditions of one entry of a rule's `from`. */
export function sourceConditions(
  from: unknown,
  access: Access,
  unfit: Unfit,
  at: Reference,
): readonly Condition[] {
  return conditionsOf(sourceFields, fieldsOf(from).source, access, unfit, below(at, "source"));
}

/** The conditions of one entry of a rule's `to`. */
export function operationConditions(
  to: unknown,
  access: Access,
  unfit: Unfit,
  at: Reference,
): readonly Condition[] {
  return conditionsOf(operationFields, fieldsOf(to).operation, access, unfit, below(at, "operation"));
}

/** One entry of a rule's `when`. */
export function whenConditions(
  when: unknown,
  access: Access,
  unfit: Unfit,
  at: Reference,
): readonly Condition[] {
  const { key, values, notValues } = fieldsOf(when);
  const name = String(key ?? "");
  const judge = judgeOf(name);
  if (judge === undefined) {
    return [{
      met: { reason: `the attribute "${name}" isn't understood`, at },
      complaint: `${name} isn't understood`,
    }];
  }
  return judged(name, judge, values, notValues, access, unfit, at);
}
