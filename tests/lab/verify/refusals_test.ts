import assert from "node:assert/strict";
import { methodBeyond, pathBeyond } from "../../../lab/verify/proofs/refusals.ts";
import {
  judgeAllowed,
  judgeDenied,
  judgeHeldBack,
  judgePlainText,
} from "../../../lab/verify/refusal_judgements.ts";

const answered = (status: number, body = "") => ({ status, error: "", body });
const NOTHING = { status: 0, error: "ECONNRESET", body: "" };
const DENIED = answered(403, "RBAC: access denied");
const OK = answered(200, "{}");

Deno.test("plain text that is not answered at all is refused; any answer shows that the proxy takes it", () => {
  const judge = (answers: Parameters<typeof judgePlainText>[1], healthy = [OK]) =>
    judgePlainText("ml", answers, healthy);
  assert.equal(judge([NOTHING, NOTHING]).passed, true);
  assert.match(judge([NOTHING, NOTHING]).text, /^plain text to ml: no answer \(ECONNRESET\) \(2 times\)/);
  assert.equal(judge([NOTHING, OK]).passed, false);
  assert.equal(judge([DENIED]).passed, false, "a policy's refusal is an answer to plain text");
  assert.equal(judge([NOTHING], [NOTHING]).passed, false, "the way there may not work at all");
  assert.equal(judge([]).passed, false, "no pod proves nothing");
});

Deno.test("only a policy's own refusal counts as one", () => {
  assert.equal(judgeDenied("a", [DENIED, DENIED]).passed, true);
  assert.equal(judgeDenied("a", [DENIED, OK]).passed, false);
  assert.equal(judgeDenied("a", [answered(403, "from the program itself")]).passed, false);
  assert.equal(judgeDenied("a", [NOTHING]).passed, false);
  assert.equal(judgeDenied("a", []).passed, false);
});

Deno.test("a listed caller is let through whatever the program answers", () => {
  assert.equal(judgeAllowed("a", [OK, answered(404), answered(502)]).passed, true);
  assert.equal(judgeAllowed("a", [OK, DENIED]).passed, false);
  assert.equal(judgeAllowed("a", [NOTHING]).passed, false);
});

Deno.test("what a caller's own proxy holds back never reaches anybody", () => {
  assert.equal(judgeHeldBack("a", [NOTHING, answered(502)]).passed, true);
  assert.equal(judgeHeldBack("a", [OK]).passed, false);
  assert.equal(judgeHeldBack("a", [DENIED]).passed, false, "it left the caller's proxy");
  assert.equal(judgeHeldBack("a", []).passed, false);
});

Deno.test("a method or path beyond what is listed is one that no grant names", () => {
  assert.equal(methodBeyond([{ methods: ["GET", "POST"] }]), "DELETE");
  assert.equal(methodBeyond([{ methods: ["GET"] }, { methods: ["DELETE", "PUT"] }]), "PATCH");
  assert.equal(methodBeyond([{ methods: ["GET"] }, { methods: undefined }]), undefined);
  assert.equal(pathBeyond([{ paths: ["/analyze"] }]), "/3rvision-lab-verify");
  assert.equal(pathBeyond([{ paths: ["/*"] }]), undefined);
  assert.equal(pathBeyond([{ paths: undefined }]), undefined);
});
