import sortBy from 'lodash/sortBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { progressOf } from '../../shared/concur/existing/progress';
import { breathing } from '../../shared/concur/pause';
import { itemError } from '../../shared/run/nodeError';
import {
	otherHandling,
	separatorIn,
	settingsIn,
	settingsType,
	type Settings,
} from './file/importSettings';
import { openFile, type FileFault } from './file/openFile';
import { readIn, recordsIn, type FoundRecord } from './file/recordsIn';
import { convertPerson, failedItem, type Reader } from './people/convertPerson';
import { faultText } from './people/faultText';
import type { Gathered } from './people/filePerson';
import { gatherPeople } from './people/gatherPeople';
import type { NotSupported } from './records/importRecord';
import { recordTypeOf } from './records/recordTypes';

/** What became of a file. */
export interface ConvertedFile {
	/** One for each person, and one for each record that is nobody's, in the order of the file. */
	items: IDataObject[];
	/** What record 100 says without a place in SAP Concur's API. */
	notSupported: NotSupported[];
}

/**
 * Converts an employee import file. All records are looked at first, because those of one person can stand anywhere; their cells are
 * read again person by person.
 * @throws NodeOperationError where nothing of the file can be read, or the user pressed Stop
 */
export async function convertFile(
	this: IExecuteFunctions,
	file: Buffer,
	itemIndex: number,
): Promise<ConvertedFile> {
	const wrong = (fault: FileFault) => itemError.call(this, itemIndex, faultText(fault), fault.cure);
	const opened = openFile(file);
	if ('problem' in opened) throw wrong(opened);
	const { bytes, isMarked } = opened;
	const separator = separatorIn(bytes);
	if (typeof separator !== 'string') throw wrong(separator);

	const rest = breathing(this);
	const gathering = gatherPeople();
	let isUtf8 = isMarked;
	let settings: Settings | undefined;
	for (const record of recordsIn(bytes, separator, begins)) {
		await rest();
		const type = record.cells[0]?.trim() ?? '';
		if (type === settingsType) {
			const found = settingsOf(record, settings);
			if ('problem' in found) throw wrong(found);
			settings = found;
			continue;
		}
		isUtf8 ||= record.reading === 'utf8';
		gathering.add(record);
	}

	const reader: Reader = {
		recordOf: (kept) => ({ ...kept, cells: readIn(bytes, kept, separator).cells }),
		settings: { blankClears: settings?.handling === 'REPLACE' },
		zone: this.getTimezone(),
		isWindows1252: !isUtf8,
		keepsExisting: settings?.handling === 'WARN' || settings?.handling === 'IGNORE',
	};
	const items = await converted.call(this, gathering.finish(), reader, rest);
	return { items, notSupported: settings?.notSupported ?? [] };
}

/** One item after the other, so that the cells of a person are forgotten once they are read. */
async function converted(
	this: IExecuteFunctions,
	{ people, strays }: Gathered,
	reader: Reader,
	rest: () => Promise<void> | undefined,
): Promise<IDataObject[]> {
	const tell = progressOf(this, 'Converting the import file');
	const parts = sortBy(
		[
			...[...people].map((person) => ({
				line: person.records[0]?.line ?? 0,
				item: () => convertPerson(person, reader),
			})),
			...strays.map((fault) => ({
				line: fault.line,
				item: () => failedItem([fault], [fault.line]),
			})),
		],
		'line',
	);
	const items: IDataObject[] = [];
	for (const { item } of parts) {
		await rest();
		items.push(item());
		tell(items.length, parts.length);
	}
	return items;
}

/** What a record 100 says; each must say the same about users whom SAP Concur has. */
function settingsOf({ line, cells, fault }: FoundRecord, earlier?: Settings): Settings | FileFault {
	if (fault) return { line, recordType: settingsType, ...fault };
	const found = settingsIn(cells, line);
	const isOther = earlier && 'handling' in found && found.handling !== earlier.handling;
	return isOther ? otherHandling(line, earlier, found.handling) : found;
}

/** Of a known type, with or without quotation marks, and a separator behind it. */
function begins(text: string): boolean {
	const [, type = ''] = /^"?(\d{3,4})"?[,|]/.exec(text) ?? [];
	return type === settingsType || recordTypeOf(type) !== undefined;
}
