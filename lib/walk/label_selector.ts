/** Selectors of Kubernetes: labels, and expressions over them. */
import { fieldsOf, hasLabels, labelsOf, listOf, textOf, textsOf } from "./plain.ts";

function meets(labels: Readonly<Record<string, string>>, expression: unknown): boolean {
  const { key, operator, values } = fieldsOf(expression);
  const value = labels[textOf(key) ?? ""];
  switch (operator) {
    case "In":
      return value !== undefined && textsOf(values).includes(value);
    case "NotIn":
      return value === undefined || !textsOf(values).includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}

/** Whether a selector takes something with these labels; an empty one takes all. */
export function selectsLabels(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  return hasLabels(labels, labelsOf(matchLabels)) &&
    listOf(matchExpressions).every((expression) => meets(labels, expression));
}
