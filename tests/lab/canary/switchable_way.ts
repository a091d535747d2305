import { closeQuietly, joinConnections } from "../../../lab/process/join_connections.ts";

/** An address of this machine that leads to another one, while it is open. */
export class SwitchableWay implements Disposable {
  readonly #target: { readonly hostname: string; readonly port: number };
  readonly #open = new Set<Deno.TcpConn>();
  readonly #port: number;
  #listener: Deno.TcpListener | undefined;

  /** Opens it. */
  constructor(target: { readonly hostname: string; readonly port: number }) {
    this.#target = target;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.#port = this.#listener.addr.port;
    void this.#serve(this.#listener);
  }

  /** What a client takes. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Refuses connections from now on, and ends those that there are. */
  close(): void {
    this.#listener?.close();
    this.#listener = undefined;
    for (const connection of this.#open) closeQuietly(connection);
  }

  /** Lets connections through again, at the same address. */
  open(): void {
    if (this.#listener !== undefined) return;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: this.#port });
    void this.#serve(this.#listener);
  }

  async #serve(listener: Deno.TcpListener): Promise<void> {
    for await (const connection of listener) void this.#join(connection);
  }

  async #join(connection: Deno.TcpConn): Promise<void> {
    this.#open.add(connection);
    try {
      await joinConnections(connection, await Deno.connect(this.#target));
    } catch {
      closeQuietly(connection);
    } finally {
      this.#open.delete(connection);
    }
  }

  /** Closes it. */
  [Symbol.dispose](): void {
    this.close();
  }
}
