/** Answers on every address with the address that it was reached at. */
import { createServer } from "node:http";

createServer((request, response) => {
  const address = request.socket.localAddress ?? "";
  response.writeHead(200, { "content-type": "application/json", "x-echo": "yes" });
  response.end(
    JSON.stringify({ address, method: request.method, path: request.url, headers: request.headers }),
  );
}).listen(8080, "0.0.0.0");
