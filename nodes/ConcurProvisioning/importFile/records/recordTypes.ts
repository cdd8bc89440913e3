import employee from './data/305.json';
import primaryFields from './data/310.json';
import newIds from './data/320.json';
import travel from './data/350.json';
import invoice from './data/360.json';
import statement from './data/370.json';
import role from './data/400.json';
import delegate from './data/500.json';
import enhancedDelegate from './data/550.json';
import approver from './data/720.json';
import noApprover from './data/750.json';
import types from './data/types.json';

/** What a column is for. One that has neither a field nor a part has no place in SAP Concur's API. */
export interface Column {
	/** SAP's number, from 1. */
	column: number;
	/** SAP's name. */
	name: string;
	/** ID of the flat field that it fills. */
	field?: string;
	/** What it says of a delegate, an approval limit, a role, or a travel custom field. */
	part?: string;
	/** What the codes of the file are called in SAP Concur's API. */
	codes?: Partial<Record<string, string>>;
	/** Values that SAP Concur no longer reads here. */
	retired?: readonly string[];
	/** Why it has no place in SAP Concur's API. */
	notSupported?: string;
	/** Whether nobody may see its values. */
	secret?: boolean;
}

/** A record type of SAP's employee import. */
export interface RecordType {
	/** As the file has it, e.g. '305'. */
	type: string;
	/** SAP's name, e.g. 'Travel Addendum Import'. */
	name: string;
	/** How many SAP documents, the record type included; Infinity for a record that is not converted. */
	columns: number;
	/** SAP's number of the column that says whose record it is. */
	employeeIdColumn: number;
	loginIdColumn?: number;
	/** Whether SAP says what becomes of it in the API. Values of the others are never shown: some are card numbers. */
	isConverted: boolean;
	/** The columns after the record type, by their numbers; none of a record that is not converted. */
	documented: readonly Column[];
}

/** By record type. SAP: user-provisioning/mapping/300 to 760; 300 is the beginning of 305, 700 of 720 (without its level). */
const documented: Record<string, readonly Column[]> = {
	300: employee,
	305: employee,
	310: primaryFields,
	320: newIds,
	350: travel,
	360: invoice,
	370: statement,
	400: role,
	500: delegate,
	550: enhancedDelegate,
	700: approver,
	710: approver,
	720: approver,
	750: noApprover,
	760: noApprover,
};

const byType = new Map(
	types.map(({ columns = Infinity, ...known }): [string, RecordType] => {
		const own = (documented[known.type] ?? []).filter(({ column }) => column <= columns);
		const isConverted = own.length > 0;
		return [known.type, { ...known, columns, isConverted, documented: own }];
	}),
);

/** The record type that a file calls by its number, e.g. '305'; undefined for one that SAP does not know. Pure. */
export const recordTypeOf = (type: string): RecordType | undefined => byType.get(type);
