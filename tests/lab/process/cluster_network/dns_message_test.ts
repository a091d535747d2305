// @ts-types="@types/dns-packet"
import * as packets from "dns-packet";
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { respond } from "../../../../lab/process/cluster_network/dns_message.ts";
import { zoneOf } from "../../../../lab/process/cluster_network/zone.ts";

const many = Array.from({ length: 100 }, (_, at) => `10.244.1.${at + 1}`);
const zone = zoneOf([], [], new Map([["few.example", ["10.244.0.1"]], ["many.example", many]]));

const question = (name: string, additionals: packets.Packet["additionals"] = []) =>
  packets.encode({
    type: "query",
    id: 77,
    flags: packets.RECURSION_DESIRED,
    questions: [{ type: "A", name, class: "IN" }],
    ...(additionals.length === 0 ? {} : { additionals }),
  });
const answer = (message: Uint8Array, datagram: boolean) => {
  const bytes = respond(message, zone, datagram);
  assert.ok(bytes !== undefined);
  return { bytes, packet: packets.decode(Buffer.from(bytes)) };
};

Deno.test("an answer repeats the id and the question", () => {
  const { packet } = answer(question("few.example"), true);
  assert.equal(packet.id, 77);
  assert.equal(packet.questions?.[0]?.name, "few.example");
  assert.deepEqual(packet.answers?.map((a) => "data" in a ? a.data : undefined), ["10.244.0.1"]);
  assert.equal((packet.flags ?? 0) & packets.RECURSION_DESIRED, packets.RECURSION_DESIRED);
  assert.equal((packet.flags ?? 0) & 15, 0);
});

Deno.test("a name that doesn't exist is answered with NXDOMAIN", () => {
  assert.equal((answer(question("none.example"), true).packet.flags ?? 0) & 15, 3);
});

Deno.test("an answer that doesn't fit a datagram says so, over a stream it is whole", () => {
  const short = answer(question("many.example"), true);
  assert.ok(short.bytes.length <= 512);
  assert.notEqual((short.packet.flags ?? 0) & packets.TRUNCATED_RESPONSE, 0);
  assert.equal(answer(question("many.example"), false).packet.answers?.length, 100);
});

Deno.test("whoever takes longer datagrams gets them", () => {
  const option = {
    type: "OPT",
    name: ".",
    udpPayloadSize: 4096,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
  } as const;
  const { packet } = answer(question("many.example", [{ ...option, flag_do: false, options: [] }]), true);
  assert.equal(packet.answers?.length, 100);
});

Deno.test("whatever arrives, the server answers or is silent", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, datagram) => {
    respond(bytes, zone, datagram);
  }));
  fc.assert(fc.property(fc.nat(40), fc.nat(255), (at, value) => {
    const message = new Uint8Array(question("few.example"));
    message[at % message.length] = value;
    respond(message, zone, true);
  }));
});

Deno.test("an answer is not answered", () => {
  const { bytes } = answer(question("few.example"), true);
  assert.equal(respond(bytes, zone, true), undefined);
});
