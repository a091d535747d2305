import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { certificateAuthority, signedCertificate, tokenKey } from "../../../lab/process/certificates.ts";
import { temporaryLayout } from "./temporary_layout.ts";

Deno.test("a server's certificate names its hosts and is vouched for by the authority", async () => {
  await using temporary = await temporaryLayout();
  const { layout } = temporary;
  const authority = new X509Certificate(await certificateAuthority(layout));
  const { certificate } = await signedCertificate(layout, {
    name: "server",
    commonName: "kube-apiserver",
    hosts: ["kubernetes.default.svc", "10.96.0.1"],
  });
  const server = new X509Certificate(certificate);
  assert.equal(server.subjectAltName, "DNS:kubernetes.default.svc, IP Address:10.96.0.1");
  assert.equal(server.ca, false);
  assert.equal(authority.ca, true);
  assert.equal(server.issuer, authority.subject);
  assert.equal(server.verify(authority.publicKey), true);
});

Deno.test("a client's certificate names user and group", async () => {
  await using temporary = await temporaryLayout();
  await certificateAuthority(temporary.layout);
  const { certificate } = await signedCertificate(temporary.layout, {
    name: "node",
    commonName: "system:node:lab",
    organization: "system:nodes",
  });
  assert.equal(new X509Certificate(certificate).subject, "O=system:nodes\nCN=system:node:lab");
});

Deno.test("what was made is kept, and nobody else may read a key", async () => {
  await using temporary = await temporaryLayout();
  const { layout } = temporary;
  assert.equal(await certificateAuthority(layout), await certificateAuthority(layout));
  const request = { name: "a", commonName: "a" };
  assert.deepEqual(await signedCertificate(layout, request), await signedCertificate(layout, request));
  const { key } = await tokenKey(layout);
  const before = await Deno.readTextFile(key);
  assert.equal(await Deno.readTextFile((await tokenKey(layout)).key), before);
  for await (const { name } of Deno.readDir(layout.pki)) {
    assert.equal(((await Deno.stat(`${layout.pki}/${name}`)).mode ?? 0) & 0o077, 0, name);
  }
});

Deno.test("a certificate without its key, as after a kill, is made again", async () => {
  await using temporary = await temporaryLayout();
  const { layout } = temporary;
  await certificateAuthority(layout);
  const first = await signedCertificate(layout, { name: "a", commonName: "a" });
  await Deno.remove(`${layout.pki}/a.crt`);
  const second = await signedCertificate(layout, { name: "a", commonName: "a" });
  assert.notEqual(second.key, first.key);
});
