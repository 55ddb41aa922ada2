import { z } from "zod";

/** The names of the members that a schema knows at a path. */
export function membersAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) return membersAt(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => membersAt(option, path));
  const [first, ...rest] = path;
  if (schema instanceof z.ZodArray) return membersAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (first === undefined) return Object.keys(schema.shape);
  const member = schema.shape[first as string] as z.core.$ZodType | undefined;
  return member ? membersAt(member, rest) : [];
}
