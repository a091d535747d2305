/** Prints what the machine lacks for a lab, as JSON: run with fewer capabilities by `prerequisites_test.ts`. */
import { missingPrerequisites } from "../../../lab/process/prerequisites.ts";

console.log(JSON.stringify(await missingPrerequisites()));
