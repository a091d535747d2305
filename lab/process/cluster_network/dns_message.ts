// @ts-types="@types/dns-packet"
import * as packets from "dns-packet";
import { Buffer } from "node:buffer";
import { type DnsAnswer, dnsAnswer } from "./dns_answer.ts";
import type { Zone } from "./zone.ts";

/** How many bytes an answer over UDP may have unless the question allows more. */
const UDP_BYTES = 512;

/**
 * The answer to a message of DNS; `undefined` for bytes that hold no question.
 *
 * @param datagram whether the answer has to fit a datagram: one that doesn't says to ask again over TCP.
 */
export function respond(message: Uint8Array, zone: Zone, datagram: boolean): Uint8Array | undefined {
  const query = decode(message);
  const [question] = query?.questions ?? [];
  if (query === undefined || question === undefined) return undefined;
  const answer = dnsAnswer(question, zone);
  const whole = encode(query, question, answer, 0);
  if (!datagram || whole.length <= allowedBytes(query)) return whole;
  return encode(query, question, { ...answer, answers: [] }, packets.TRUNCATED_RESPONSE);
}

function decode(message: Uint8Array): packets.Packet | undefined {
  try {
    const query = packets.decode(Buffer.from(message));
    return query.type === "query" ? query : undefined;
  } catch {
    // Anything may arrive on a UDP port.
    return undefined;
  }
}

const CODES: Readonly<Record<DnsAnswer["code"], number>> = { NOERROR: 0, NXDOMAIN: 3 };

function encode(
  query: packets.Packet,
  question: packets.Question,
  { code, answers }: DnsAnswer,
  flags: number,
): Uint8Array {
  const asked = (query.flags ?? 0) & packets.RECURSION_DESIRED;
  return packets.encode({
    type: "response",
    ...(query.id === undefined ? {} : { id: query.id }),
    flags: packets.AUTHORITATIVE_ANSWER | packets.RECURSION_AVAILABLE | asked | flags | CODES[code],
    questions: [question],
    answers: [...answers],
  });
}

function allowedBytes(query: packets.Packet): number {
  const option = query.additionals?.find(({ type }) => type === "OPT");
  return option?.type === "OPT" ? Math.max(UDP_BYTES, option.udpPayloadSize) : UDP_BYTES;
}
