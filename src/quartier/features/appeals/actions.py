"""What can be done with appeals: lodging and entering them, handling them, and what whoever lodged one may do."""

from .lodging import Lodged as Lodged
from .lodging import Lodging as Lodging
from .lodging import PendingFile as PendingFile
from .lodging import Person as Person
from .lodging import enter as enter
from .lodging import lodge as lodge
from .rules.conflicts import Concerned as Concerned
