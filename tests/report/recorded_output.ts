/** An output that keeps what is printed. */
import type { Channel, Output } from "../../lib/report/output.ts";
import { plainStyle, type Style } from "../../lib/report/style.ts";

/** What each stream was given. */
export interface RecordedOutput extends Output {
  readonly resultText: () => string;
  readonly messageText: () => string;
}

/** Begins an output without colour, or with the given style. */
export function recordedOutput(style: Style = plainStyle): RecordedOutput {
  const channel = (): Channel & { text: () => string } => {
    let all = "";
    return { style, line: (text) => void (all += `${text}\n`), text: () => all };
  };
  const [result, messages] = [channel(), channel()];
  return { result, messages, resultText: result.text, messageText: messages.text };
}
