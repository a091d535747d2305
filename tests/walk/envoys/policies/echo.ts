/** Answers over HTTP on port 8080 and over TCP on port 7000 with the address that it was reached at. */
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";

createServer((request, response) => {
  const address = request.socket.localAddress ?? "";
  response.writeHead(200, { "content-type": "application/json", "x-echo": "yes", connection: "close" });
  response.end(
    JSON.stringify({ address, method: request.method, path: request.url, headers: request.headers }),
  );
}).listen(8080, "0.0.0.0");

// Like most protocols: the client speaks first.
createTcpServer((socket) => {
  socket.on("error", () => socket.destroy());
  socket.once("data", () => socket.end(JSON.stringify({ address: socket.localAddress })));
}).listen(7000, "0.0.0.0");
