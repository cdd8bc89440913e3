// What a text of a response may show.
import { describe, expect, it } from 'vitest';
import { textIn } from '../../../../nodes/shared/concur/failure.ts';

describe('a text of a response', () => {
	it.each([
		['Bearer abc.def-1', 'Bearer ***'],
		['basic\tYWJj', 'basic ***'],
		['client_secret=abc', 'client_secret=***'],
		['{"refresh_token":"abc"}', '{"refresh_token":"***"}'],
		['eyJhbGciOiJSUzI1NiJ9.e30.abc', '***'],
		['(eyJhbGciOiJSUzI1NiJ9)', '(***)'],
	])('%s comes without its token', (text, shown) => {
		expect(textIn(text)).toBe(shown);
	});

	it.each(['success', 'no-op', 'NOT_FOUND', "User's currency"])('%s stays as it is', (text) => {
		expect(textIn(text)).toBe(text);
	});

	it('is cut when it is long, also as one word', () => {
		expect(textIn('x'.repeat(600))).toBe(`${'x'.repeat(500)} ...`);
	});
});
