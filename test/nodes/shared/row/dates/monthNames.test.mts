import { describe, expect, it } from 'vitest';
import { monthsNamed } from '../../../../../nodes/shared/row/dates/monthNames.ts';

/** As Excel, Oracle and the browsers of each language write the months. */
const written: Record<string, string> = {
	English: 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec',
	'English in full':
		'January February March April May June July August September October November December',
	'German of Excel': 'Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez',
	'German of Intl': 'Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.',
	'German in full':
		'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
	Austrian: 'Jänner Februar März April Mai Juni Juli August September Oktober November Dezember',
	French: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
	'French in capitals': 'JANV. FÉVR. MARS AVR. MAI JUIN JUIL. AOÛT SEPT. OCT. NOV. DÉC.',
	'French without accents':
		'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
	Spanish: 'ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.',
	'Spanish in full':
		'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
	Peruvian: 'ene. feb. mar. abr. may. jun. jul. ago. set. oct. nov. dic.',
};

describe('the name of a month', () => {
	it.each(Object.entries(written))('is known in %s', (_, names) => {
		expect(names.split(' ').map(monthsNamed)).toEqual(
			Array.from({ length: 12 }, (__, at) => [at + 1]),
		);
	});

	it('is two months where its beginning is that of two', () => {
		expect(monthsNamed('jui')).toEqual([6, 7]);
	});

	it('is no month for other words', () => {
		for (const word of ['', 'ma', 'j', 'de', 'marchand', 'monday', 'constructor', 'th'])
			expect(monthsNamed(word), word).toEqual([]);
	});
});
