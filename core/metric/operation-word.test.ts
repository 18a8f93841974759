import { expect, test } from "vitest";
import { operationFromPrompt } from "./operation-word.ts";

test("an instruction without a second word after please names no operation", () => {
  expect(operationFromPrompt("please")).toEqual({ unknown: "" });
  expect(operationFromPrompt("")).toEqual({ unknown: "" });
});

test("only the lower-case camera makes a view edit, and to or from the camera does not", () => {
  expect(operationFromPrompt("Move the camera")).toEqual({ operation: "view" });
  expect(operationFromPrompt("Move the Camera")).toEqual({ operation: "move" });
  expect(operationFromPrompt("Move the cup to the camera")).toEqual({ operation: "move" });
  expect(operationFromPrompt("Delete the camera")).toEqual({ operation: "view" });
});
