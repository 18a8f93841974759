import { expect, test } from "vitest";
import { consistencyScores, parseConsistencyReply, replyDelimiter } from "./consistency-reply.ts";
import { parsePythonJson } from "./python-json.ts";

const reply = (answer: string) => `Sure. ${replyDelimiter}${answer}${replyDelimiter} Done.`;

test.for([
  [reply('{"score": 7.5, "reasoning": "a NaN \\" in text"}'), 7.5],
  [`${replyDelimiter}{"score": 3}`, 3],
  [reply('{"score": true}'), 1],
  [reply('{"score": 85}'), 85],
  [reply('{"score": -3}'), -3],
  [reply('{"score": NaN}'), Number.NaN],
  [reply('{"score": "8"}'), "unusable"],
  [reply('{"score": [8]}'), "unusable"],
  [reply('{"score": null}'), null],
  [reply('{"score": {"value": 8}}'), null],
  [reply('{"points": 8}'), null],
  [reply("8"), null],
  [reply("[8]"), null],
  [reply('```json\n{"score": 8}\n```'), null],
  ['{"score": 8}', null],
  ["_ERROR_", null],
] as const)("%s is read as %s", ([text, expected]) => {
  expect(parseConsistencyReply(text)).toEqual(expected);
});

test("the last reply of an index wins", () => {
  const row = (score: number) => ({
    prediction: reply(`{"score": ${score}}`),
    meta: { index: "a_edit_0" },
  });
  expect([...consistencyScores([row(2), row(9)])]).toEqual([["a_edit_0", 9]]);
});

test("bare words of Python's JSON are numbers outside strings only", () => {
  expect(parsePythonJson('{"a": [NaN, -Infinity, Infinity], "NaN": "Infinity \\"NaN"}')).toEqual({
    a: [Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    NaN: 'Infinity "NaN',
  });
  expect(() => parsePythonJson("{'a': 1}")).toThrow(SyntaxError);
});
