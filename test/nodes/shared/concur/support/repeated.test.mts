// What a response says about people in other scripts, spellings, and notations than those of the request.
import { describe, expect, it } from 'vitest';
import {
	maskedBody,
	maskedJson,
	personalIn,
} from '../../../../../nodes/shared/concur/support/maskedJson.ts';
import { textMask } from '../../../../../nodes/shared/concur/support/maskedText.ts';
import { spentMs } from '../../../../support/spentTime.mts';

const none = textMask({ personal: [], secrets: [] });
const after = (...personal: string[]) => textMask({ personal, secrets: [] });

describe('a response about people who were not in the request', () => {
	it.each([
		[
			'Approver "Иван Сидоров" or «李 雷» or "Jane Doe" lack the role',
			'Approver "Xxxx Xxxxxxx" or «x x» or "Xxxx Xxx" lack the role',
		],
		['审批人"李雷"没有角色', '审批人"xx"没有角色'],
		['审批人“李雷”和‘韩梅’没有角色', '审批人“xx”和‘xx’没有角色'],
		['承認者「山田」と『佐藤』', '承認者「xx」と『xx』'],
		['not "Müll"er" here', 'not "Xxxx"xx" here'],
		['ask ‚Kim‘ now', 'ask ‚Xxx‘ now'],
		["ask pat.o'neil@other.com", "ask xxx.x'xxxx@xxxxx.xxx"],
		[
			"ask 'pat.o’neil@other.com' or r&amp;d@other.com",
			"ask 'xxx.x’xxxx@xxxxx.xxx' or x&x@xxxxx.xxx",
		],
		['ask "pat doe"@other.com', 'ask "xxx xxx"@xxxxx.xxx'],
		[
			'born 1985-03-02T00:00:00Z, 1985-03-01T23:00:00.000Z',
			'born 9999-99-99T00:00:00Z, 9999-99-99T23:00:99.999Z',
		],
		['at 2026-11-28T00:00:01Z', 'at 2026-11-28T00:00:01Z'],
		['M&uuml;ller-L&uuml;denscheidt is', 'Xxxxxx-Xxxxxxxxxxxx is'],
		['&Aring;sa O&rsquo;Neill &amp;nbsp;is &lt;here&gt;', 'Xxx XxXxxxx is <here>'],
	])('%s', (text, masked) => {
		expect(none(text)).toBe(masked);
	});

	it('masks them in its keys, and keeps names of attributes', () => {
		const body = {
			'Олег Петров': 'is rejected',
			'Jane Doe': 'is rejected',
			'jane.doe': 'is rejected',
			李雷: 'is rejected',
			1077: 'is rejected',
			faultCode: 'no',
			'emails[type eq "work"].value': 'x',
		};
		expect(Object.keys(maskedJson(body, 'response', none) as object)).toEqual([
			'9999',
			'Xxxx Xxxxxx',
			'Xxxx Xxx',
			'xxxx.xxx',
			'xx',
			'faultCode',
			'emails[type eq "work"].value',
		]);
	});
});

describe('a filter', () => {
	it.each([
		['name.familyName eq Müller', 'name.familyName eq Xxxxxx'],
		['userName eq oleg.petrov and active eq true', 'userName eq xxxx.xxxxxx and active eq true'],
		['(employeeNumber eq 1077) is wrong', '(employeeNumber eq 9999) is wrong'],
		['name.familyName eq "Müll"er" or id pr', 'name.familyName eq "Xxxx"xx" or id pr'],
		['name.familyName eq "Müll\\"er"', 'name.familyName eq "Xxxx"xx"'],
		['Invalid filter userName SW van der Berg', 'Invalid filter userName SW xxx xxx Xxxx'],
		['filter=userName+co+oleg+petrov', 'filter=userName+co+xxxx+xxxxxx'],
		['nick co Oleg', 'nick co Xxxx'],
		['title eq Smith and Sons or id pr', 'title eq Xxxxx xxx Xxxx or id pr'],
		['emails[value ew other.com].type', 'emails[value ew xxxxx.xxx].type'],
		['userName eq "jane" is not allowed', 'userName eq "xxxx" is not allowed'],
		['title eq null or nick eq Oleg', 'title eq null or nick eq Xxxx'],
		[
			'meta.lastModified gt 2026-11-28T01:09:11Z and emails.type ne work',
			'meta.lastModified gt 2026-11-28T01:09:11Z and emails.type ne work',
		],
		['The operator eq is not supported', 'The operator eq is not supported'],
		['Nous avons le droit', 'Nous avons le droit'],
	])('hides what %s compares with', (text, masked) => {
		expect(none(text)).toBe(masked);
		for (const key of ['filter', 'detail', 'message']) {
			expect(maskedJson({ [key]: text }, 'response', none)).toEqual({ [key]: masked });
		}
	});

	it.each([
		['name.familyName eq Müller', 'MÜLLER is unknown', 'XXXXXX is unknown'],
		['userName eq oleg.petrov', 'Oleg Petrov is unknown', 'Xxxx Xxxxxx is unknown'],
		['(employeeNumber eq 1077) and active eq true', 'no 1077, true', 'no 9999, true'],
		['name.familyName eq "Müll"er"', 'no Müll"er', 'no Xxxx"xx'],
		['name.familyName eq "Müll\\"er"', 'no Müll"er', 'no Xxxx"xx'],
	])('%s has sent a value that its response can repeat', (filter, said, masked) => {
		expect(after(...personalIn({ filter }))(said)).toBe(masked);
	});
});

describe('a value that was sent', () => {
	it.each([
		[
			'1985-03-02',
			'date of birth 1985-03-02T00:00:00Z must not be 1985-03-02T11:12:13Z',
			'date of birth 9999-99-99T00:00:00Z must not be 9999-99-99T11:12:13Z',
		],
		['02.03.1985', 'not 1985-03-02T11:12:13Z', 'not 9999-99-99T11:12:13Z'],
		['19850302', 'not 1985-03-02T11:12:13Z', 'not 9999-99-99T11:12:13Z'],
		['1985-03-02T11:12:13Z', 'not 1985-03-02T11:12:13.000Z', 'not 9999-99-99T11:12:13.000Z'],
		['2026', 'at 2026-11-28T01:09:11Z', 'at 2026-11-28T01:09:11Z'],
		['Müller-Lüdenscheidt', 'Müller, Anne (Lüdenscheidt)', 'Xxxxxx, Anne (Xxxxxxxxxxxx)'],
		['Jürgen Größe', 'Juergen, Groesse, Jurgen Grosse', 'Xxxxxxx, Xxxxxxx, Xxxxxx Xxxxxx'],
		['Søren Ångström', 'Soeren Aangstroem, Soren Angstrom', 'Xxxxxx Xxxxxxxxxx, Xxxxx Xxxxxxxx'],
		['Müller', 'M%FCller, M%u00FCller, M\\xfcller, M\\u{fc}ller', 'Xxxxxx, Xxxxxx, Xxxxxx, Xxxxxx'],
		['Müller', 'MÃ¼ller, M?ller, M�ller', 'XX9xxxx, X?xxxx, X�xxxx'],
		['محمد صالح', 'صالح محمد', 'xxxx xxxx'],
		['欧阳 小明', '小明 / 欧阳小明', 'xx / xxxx'],
		['李 雷', '李雷没有', 'xx没有'],
		['Иван Сидоров', 'Сидоров, Иван', 'Xxxxxxx, Xxxx'],
	])('%s is masked in "%s"', (sent, said, masked) => {
		expect(after(sent)(said)).toBe(masked);
	});
});

it.each(['"a', '"a"a', 'a eq "a" ', 'a eq b ', '+', ' eq ', '&uuml', 'M&uuml;', "a'", 'Ü-', '「a'])(
	'a megabyte of "%s" is masked at once, in a sentence and as a key',
	async (text) => {
		const mask = after('Jane', 'Müller-Lüdenscheidt');
		const long = text.repeat(1_000_000 / text.length);
		const ms = await spentMs(() => maskedBody({ detail: long, [long]: 'x' }, mask));
		expect(ms).toBeLessThan(2000);
	},
);
