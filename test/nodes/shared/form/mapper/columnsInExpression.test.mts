// Which columns an expression names, read from its text alone.
import { describe, expect, it } from 'vitest';
import {
	canGive,
	columnsIn,
	isComputed,
} from '../../../../../nodes/shared/form/mapper/columnsInExpression.ts';
import { spentMs } from '../../../../support/spentTime.mts';

describe('the columns that an expression names', () => {
	it.each([
		['={{ $json.start }}', ['start']],
		['={{$json["Start Date"]}}', ['Start Date']],
		["={{ $json['Start Date'] }}", ['Start Date']],
		['={{ $json["a \\"b\\""] }}', ['a "b"']],
		['={{ $json.Straße }}', ['Straße']],
		['={{ $json.fields.start }}', ['start']],
		['={{ $json.dates[0] }}', ['dates']],
		['={{ $json?.a?.["b c"] }}', ['b c']],
		['={{ $input.item.json.start }}', ['start']],
		["={{ $('HR file').item.json.start }}", ['start']],
		['={{ $("HR").first().json["Start"] }}', ['Start']],
		['={{ $node["HR"].json.start }}', ['start']],
		['={{ $json.start.toDateTime("dd.MM.yyyy").toISODate() }}', ['start']],
		['={{ DateTime.fromFormat($json["Start"], "dd.MM.yyyy").toISODate() }}', ['Start']],
		['={{ $json.first }} {{ $json.last }}', ['first', 'last']],
		['={{ $json.a ? $json.a : $json.b }}', ['a', 'b']],
		['={{ $jsonx.a + my.$json.b }}', []],
		['={{ $now.toISODate() }}', []],
		['={{ $json }}', []],
		['$json.start', []],
		['=x'.padEnd(6000, ' $json.a'), []],
		[undefined, []],
		[5, []],
	])('of %j are %j', (parameter, headings) => {
		expect(columnsIn(parameter).map(({ heading }) => heading)).toEqual(headings);
	});

	it('are found in a moment in a text that is made to take long', async () => {
		const ms = await spentMs(() => {
			columnsIn(`={{ ${'$json?.["a'.repeat(450)}`);
			columnsIn(`={{ $json${'.a'.repeat(2400)}( }}`);
			canGive(`={{ ${'.replace(('.repeat(550)}`, '');
			isComputed(`={{ $json${'.a'.repeat(2400)}( }}`);
		});
		expect(ms).toBeLessThan(1000);
	});
});

it.each([
	['={{ $json.start }}', false],
	['={{ $json["Start Date"] }}', false],
	['={{ $json.start.trim() }}', true],
	['={{ $json.a }} {{ $json.b }}', true],
	['=text', true],
	['text', false],
])('%s is computed: %s', (parameter, expected) => {
	expect(isComputed(parameter)).toBe(expected);
});

it.each([
	["={{ $json.left ? $json.end : '' }}", '', true],
	['={{ $json.left ? $json.end : "" }}', '', true],
	['={{ $json.left ? $json.end : null }}', null, true],
	['={{ $json.left ? $json.end : undefined }}', undefined, true],
	["={{ $json.left ? $json.end : '' }}", null, false],
	['={{ $json.left ? $json.end : null }}', undefined, false],
	['={{ $json.end !== null ? DateTime.fromISO($json.end).toISODate() : "" }}', null, false],
	["={{ $json.end === '' ? x : $json.end }}", '', false],
	["={{ $json.phone.replace(/[^0-9]/g, '') }}", '', false],
	["={{ $json.parts.join('') }}", '', false],
	['={{ $json.nullable }}', null, false],
])('%s can give %j: %s', (expression, nothing, expected) => {
	expect(canGive(expression, nothing)).toBe(expected);
});
