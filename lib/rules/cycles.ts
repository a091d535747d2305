/** Cycles in a directed graph. */

/** Who leads to whom, by name. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * The parts of the graph in which everybody reaches everybody (Tarjan's strongly connected components). Without
 * recursion, since a chain may be thousands long.
 */
function components(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];
  for (const root of graph.keys()) {
    if (index.has(root)) continue;
    const work: { readonly node: string; next: number }[] = [{ node: root, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1]!;
      const { node } = frame;
      if (frame.next === 0) {
        index.set(node, index.size);
        lowest.set(node, index.get(node)!);
        open.push(node);
        isOpen.add(node);
      }
      const target = graph.get(node)?.[frame.next];
      if (target !== undefined) {
        frame.next++;
        if (!graph.has(target)) continue;
        if (!index.has(target)) work.push({ node: target, next: 0 });
        else if (isOpen.has(target)) lowest.set(node, Math.min(lowest.get(node)!, index.get(target)!));
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) lowest.set(parent, Math.min(lowest.get(parent)!, lowest.get(node)!));
      if (lowest.get(node) !== index.get(node)) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen.delete(member);
      found.push(component);
    }
  }
  return found;
}

/** The shortest way from a node back to itself within its component. */
function shortestCycle(graph: Graph, start: string, members: ReadonlySet<string>): readonly string[] {
  const cameFrom = new Map<string, string>();
  let front = [start];
  while (front.length > 0) {
    const next: string[] = [];
    for (const node of front) {
      for (const target of graph.get(node) ?? []) {
        if (target === start) {
          const way = [start];
          for (let at = node; at !== start; at = cameFrom.get(at)!) way.unshift(at);
          return [start, ...way];
        }
        if (!members.has(target) || cameFrom.has(target)) continue;
        cameFrom.set(target, node);
        next.push(target);
      }
    }
    front = next;
  }
  return [];
}

/**
 * One cycle for each group of nodes that reach each other, as `["a", "b", "a"]`: the shortest through the group's first
 * node by name. A node that leads to itself is no cycle here.
 */
export function cycles(graph: Graph): readonly (readonly string[])[] {
  return components(graph)
    .filter((component) => component.length > 1)
    .map((component) => component.toSorted())
    .sort(([a], [b]) => (a! < b! ? -1 : 1))
    .map((component) => shortestCycle(graph, component[0]!, new Set(component)));
}
