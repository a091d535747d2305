/** `explain`: which input a rendered line comes from. */
import { count } from "../../report/count.ts";
import { printDiagnostics } from "../../report/print_findings.ts";
import { jsonDiagnostic } from "../../report/json_document.ts";
import { type Command, defineCommand } from "../command.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { noSuchFile, parseRenderedLine, readRendered } from "../rendered_line.ts";
import { sourceReader } from "../report_options.ts";

/** Changes nothing on the disk: what it tries, it tries in memory. */
export const explainCommand: Command = defineCommand({
  name: "explain",
  summary: "Say which line of which input a rendered line comes from, or which default",
  positionals: ["<file[:line[:column]]>"],
  description:
    `  Takes any file below clusters/. A line is explained by what really changes it: the catalogue is rendered again with
  each of its values changed in turn, and each field that isn't written set, and the line is watched. So an answer is
  one of:

  says              the line says this value
  default           the field isn't written; what holds then, in the words of the schema
  depends on        the line is computed from this value
  there because of  without this value the line would be gone
  constant          no value changes the line; where the renderer most likely writes it

  In an overlay the line of the base is explained, too. A line that isn't what the catalogue renders is said to be, and
  the exit code is 2 then.`,
  options: {
    all: { kind: "flag", description: "every value that has a part in the line, not only the nearest" },
    json: {
      kind: "flag",
      description: "print one JSON document: { file, lines: [{ line, text, causes, … }] }",
    },
  },
  examples: [
    { command: "explain clusters/base/backend/deployment-stable.yaml:84", purpose: "one line" },
    {
      command: "explain clusters/lab/services/backend/kustomization.yaml:18",
      purpose: "in an overlay: and its base",
    },
    { command: "explain clusters/lab/README.md:47:100", purpose: "what stands at one column" },
    { command: "explain clusters/lab/kind.yaml", purpose: "every line of a file, a line each" },
  ],
  async run({ root, output: { result, messages } }, { options, positionals: [asked] }) {
    const { path, line, column } = parseRenderedLine(asked!);
    const disk = readRendered(root, path);
    const { explainInputs } = await import("../explain_inputs.ts");
    const read = sourceReader(root);
    const { inputs, diagnostics } = await explainInputs(root, read);
    const file = `clusters/${path}`;
    if (inputs === undefined) {
      if (options.json) {
        result.line(JSON.stringify({ file, diagnostics: diagnostics.map(jsonDiagnostic) }, null, 2));
      } else printDiagnostics(diagnostics, messages, { format: "text", readSource: read });
      return exitCodes.invalid;
    }
    const { Explainer } = await import("../../explain/explain_file.ts");
    const explainer = new Explainer(inputs, options);
    const isRendered = explainer.targetOf(path) !== undefined;
    if (disk === undefined && !isRendered) {
      const { renderTree } = await import("../../tree/render_tree.ts");
      throw noSuchFile(path, renderTree(inputs.model).tree.keys());
    }
    const lines = explainer.explain(path, disk, {
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    });
    if (lines.length === 0) {
      const all = count(explainer.lineCount(path, disk), "line");
      throw new Failure(exitCodes.usage, `Cannot explain "${file}:${line}": the file has ${all}`);
    }
    if (!isRendered) {
      messages.line(`${messages.style.warning("left over")}: the catalogue renders no ${file}`);
    }
    if (disk === undefined) {
      messages.line(`${messages.style.warning("not written yet")}: "deno task generate" writes ${file}`);
    }
    const { fileText, lineText } = await import("../../explain/print/text.ts");
    const { jsonLine } = await import("../../explain/print/json.ts");
    if (options.json) result.line(JSON.stringify({ file, lines: lines.map(jsonLine) }, null, 2));
    else if (line === undefined) result.line(fileText(lines, result.style));
    else result.line(lineText(file, lines[0]!, result.style));
    const differs = disk === undefined || !isRendered || lines.some(({ kind }) => kind === "foreign");
    return differs ? exitCodes.drift : exitCodes.ok;
  },
});
